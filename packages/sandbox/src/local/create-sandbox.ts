import type { Sandbox, SandboxOptions } from '../world/sandbox.ts';
import { LocalSandbox } from './local-sandbox.ts';

/**
 * Creates a sandbox: the complete API in memory, on clocks that you control.
 *
 * @throws TypeError when an option is invalid; the message names it.
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
  return new LocalSandbox(options);
}
