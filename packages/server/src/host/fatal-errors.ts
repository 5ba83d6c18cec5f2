import type { Log } from './json-log.ts';

/**
 * Resolves with the first error that nothing in the process has handled. After it, the state of the process is unknown:
 * the caller finishes what it has accepted and ends it. Later errors are only logged.
 */
export function fatalError(log: Log): Promise<unknown> {
  return new Promise((resolve) => {
    // Also called for promises that reject without a handler.
    process.on('uncaughtException', (error) => {
      log.error('fatal', error);
      resolve(error);
    });
  });
}
