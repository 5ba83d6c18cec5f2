import type { Sandbox, SandboxOptions } from '../world/sandbox.ts';
import { LocalSandbox } from './local-sandbox.ts';

/**
 * Creates a sandbox: the whole API in memory, on clocks that you control.
 *
 * @throws TypeError when an option makes no sense; the message names it.
 */
export function createSandbox(options: SandboxOptions = {}): Sandbox {
  return new LocalSandbox(options);
}
