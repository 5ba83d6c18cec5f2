import { FirstHandError } from '../errors/firsthand-error.ts';
import type { ClientSettings } from '../settings/client-settings.ts';
import type { Limits } from '../settings/limits.ts';
import { retryDelay } from './retry-delay.ts';

/**
 * Retries work until it succeeds or may not be retried, with a backoff in between. The last error
 * carries the number of attempts.
 *
 * @param once makes one attempt, given its number (from 1) and the milliseconds left
 * @param describe completes an error with what the caller knows; `false` forbids a retry
 */
export async function repeat<T>(
  settings: ClientSettings,
  limits: Limits,
  signal: AbortSignal | undefined,
  once: (attempt: number, remaining: number) => Promise<T>,
  describe?: (error: FirstHandError) => boolean,
): Promise<T> {
  const { totalTimeout } = limits;
  const begun = performance.now();
  let remaining = totalTimeout;
  for (let attempt = 1; ; attempt++) {
    try {
      return await once(attempt, remaining);
    } catch (error) {
      if (!(error instanceof FirstHandError)) throw error;
      error.attempts = attempt;
      if (describe?.(error) === false) throw error;
      remaining = begun + totalTimeout - performance.now();
      const delay = retryDelay(error, limits, remaining, Math.random());
      if (delay === undefined) throw error;
      await settings.sleep(delay, signal);
      remaining = begun + totalTimeout - performance.now();
    }
  }
}
