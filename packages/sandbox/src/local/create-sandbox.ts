import type { Sandbox, SandboxOptions } from '../world/sandbox.ts';
import { LocalSandbox } from './local-sandbox.ts';

/**
 * Creates a sandbox: the complete API in memory, on clocks that you control.
 *
 * @throws TypeError when an option is invalid; the message names it. Error in a test environment without `Response`.
 * @example
 * ```ts
 * import { FirstHandClient } from '@firsthandapi/sdk';
 * import { createSandbox } from '@firsthandapi/sandbox';
 *
 * const sandbox = createSandbox();
 * const world = await sandbox.world();
 * const client = new FirstHandClient({ apiKey: world.apiKey, fetch: world.fetch });
 * ```
 */
export function createSandbox(options: SandboxOptions = {}): Sandbox {
  requireResponse();
  return new LocalSandbox(options);
}

function requireResponse(): void {
  if (typeof Response === 'function') return;
  throw new Error(
    'Cannot create a sandbox: this environment has no Response, which jest-environment-jsdom removes; ' +
      'use jest-fixed-jsdom, or @jest-environment node for this file',
  );
}
