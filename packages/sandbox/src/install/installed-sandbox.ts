import type { OpenOptions, SandboxWindow } from '../world/sandbox-window.ts';
import type { World } from '../world/world.ts';
import type { MswSandbox } from './handlers.ts';

/** A sandbox that answers the process's requests. */
export interface InstalledSandbox extends MswSandbox {
  /**
   * The default world, which serves an application with one fixed key. It is reset after every test, or after the last
   * of tests that overlap.
   *
   * @throws Error when the sandbox is not listening: before the suite's first test, and after its last.
   * @example
   * ```ts
   * expect(sandbox.current).toHaveReceived('POST /v1/jobs', { times: 1 });
   * ```
   */
  readonly current: World;
  /**
   * Opens the sandbox's window: its worlds, requests, webhooks, jobs, clock and faults, in a browser. It listens on this
   * machine only and prints its address. It closes with the suite.
   *
   * @returns The address, until `close()`.
   * @throws TypeError when an option is invalid; Error when the port is in use.
   * @example
   * ```ts
   * const sandbox = installSandbox();
   * beforeAll(() => sandbox.open({ port: 4011, token: 'letmein' }));
   * ```
   */
  open(options?: OpenOptions): Promise<SandboxWindow>;
}
