/**
 * The sandbox for Vitest: one line in a setup file, a `world` for each test, and matchers.
 *
 * @module
 */
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import {
  type InstalledSandbox,
  type InstallOptions,
  prepareInstallation,
  printLogOnce,
} from './install/installed-sandbox.ts';
import { type SandboxMatchers, sandboxMatchers } from './matchers/vitest-matchers.ts';
import type { Sandbox } from './world/sandbox.ts';
import type { World } from './world/world.ts';
import type { WorldOptions } from './world/world-options.ts';

export type { InstalledSandbox, InstallOptions } from './install/installed-sandbox.ts';
export type { UnhandledRequests } from './install/network.ts';
export type { DeliveredOptions, MatchResult, ReceivedOptions } from './matchers/match-log.ts';
export { type SandboxMatchers, sandboxMatchers } from './matchers/vitest-matchers.ts';

declare module 'vitest' {
  interface Matchers<R extends void | Promise<void> = void | Promise<void>, T = unknown>
    extends SandboxMatchers<R> {}
}

/**
 * Leads the process's requests to a sandbox for the whole suite: it listens before all tests, resets after each and
 * closes after all. A fault that a test set and never hit fails that test. With `apiKey`, an application that has
 * this one key is served as it is. `expect` learns `toHaveReceived` and `toHaveDelivered`, and the logs of the default
 * world and of those that a test began are printed when it fails.
 *
 * @throws Error, before the first test, when another MSW server listens in the process.
 */
export function installSandbox(options: InstallOptions = {}): InstalledSandbox {
  const installation = prepareInstallation(options);
  expect.extend(sandboxMatchers);
  beforeAll(() => installation.start());
  beforeEach(() => installation.beforeTest());
  afterEach(async ({ task }) => {
    const isConcurrent = task.concurrent === true;
    if (task.result?.state === 'fail') installation.printLogs(isConcurrent);
    await installation.afterTest(isConcurrent);
  });
  afterAll(() => installation.stop());
  return installation.sandbox;
}

/**
 * Vitest's `test` with a `world` of its own in each test, ended after it. A fault that was set and never hit fails the
 * test.
 */
export function createWorldTest(sandbox: Pick<Sandbox, 'world'>, options: WorldOptions = {}) {
  expect.extend(sandboxMatchers);
  return test.extend<{ world: World }>({
    world: async ({ onTestFailed }, use) => {
      await using world = await sandbox.world(options);
      onTestFailed(() => printLogOnce(world));
      await use(world);
      world.faults.assertAllHit();
    },
  });
}
