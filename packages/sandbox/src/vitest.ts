/**
 * The sandbox for Vitest: one line in a setup file, a `world` for each test, and matchers.
 *
 * @module
 */
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { InstallOptions } from './install/install-options.ts';
import { prepareInstallation } from './install/installation.ts';
import type { InstalledSandbox } from './install/installed-sandbox.ts';
import { printLogOnce } from './install/log-printer.ts';
import { type SandboxMatchers, sandboxMatchers } from './matchers/vitest-matchers.ts';
import type { Sandbox } from './world/sandbox.ts';
import type { World } from './world/world.ts';
import type { WorldOptions } from './world/world-options.ts';

export type { InstallOptions } from './install/install-options.ts';
export type { InstalledSandbox } from './install/installed-sandbox.ts';
export type { UnhandledRequests } from './install/network-rules.ts';
export type { MatchResult } from './matchers/judge.ts';
export type { DeliveredOptions, ReceivedOptions } from './matchers/match-log.ts';
export { type SandboxMatchers, sandboxMatchers } from './matchers/vitest-matchers.ts';
export type { OpenOptions, SandboxWindow } from './world/sandbox-window.ts';

declare module 'vitest' {
  interface Matchers<R extends void | Promise<void> = void | Promise<void>, T = unknown>
    extends SandboxMatchers<R> {}
}

/**
 * Routes the process's requests to a sandbox for the whole suite: it listens before all tests, resets after each and
 * closes after all. A fault that a test set and never hit fails that test. With `apiKey`, an application that has
 * that fixed key works unchanged. Adds `toHaveReceived` and `toHaveDelivered` to `expect`, and prints the logs of the
 * default world and of the test's own worlds when a test fails.
 *
 * @throws Error, before the first test, when another MSW server listens in the process, or `fetch` or
 * `node:http` is not intercepted.
 * @example
 * ```ts
 * import { installSandbox } from '@firsthandapi/sandbox/vitest';
 *
 * const sandbox = installSandbox();
 *
 * test('orders photos', async () => {
 *   const world = await sandbox.world();
 *   await order(world.apiKey);
 *   await world.clock.advance('15s');
 *   expect(world).toHaveReceived('POST /v1/jobs', { times: 1 });
 * });
 * ```
 */
export function installSandbox(options: InstallOptions = {}): InstalledSandbox {
  const installation = prepareInstallation(options);
  expect.extend(sandboxMatchers);
  beforeAll(() => installation.start());
  beforeEach(({ task }) => installation.beforeTest(task.name));
  afterEach(async ({ task }) => {
    const isConcurrent = task.concurrent === true;
    if (task.result?.state === 'fail') installation.printLogs(isConcurrent);
    await installation.afterTest();
  });
  afterAll(() => installation.stop());
  return installation.sandbox;
}

/**
 * Returns Vitest's `test` with a new `world` for each test, which ends with the test. A fault that was set and never
 * hit fails the test.
 *
 * @example
 * ```ts
 * const test = createWorldTest(installSandbox(), { clock: 'auto' });
 *
 * test('orders photos', async ({ world }) => {
 *   const client = new FirstHandClient({ apiKey: world.apiKey });
 *   expect((await client.createJobAndWait(photos)).status).toBe('completed');
 * });
 * ```
 */
export function createWorldTest(sandbox: Pick<Sandbox, 'world'>, options: WorldOptions = {}) {
  expect.extend(sandboxMatchers);
  return test.extend<{ world: World }>({
    world: async ({ onTestFailed }, use) => {
      await using world = await sandbox.world(options);
      onTestFailed(() => printLogOnce(world));
      await use(world);
      world.faults.assertAllHit();
      world.worker.assertAllUsed();
    },
  });
}
