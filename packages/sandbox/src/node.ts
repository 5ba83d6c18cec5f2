/**
 * The sandbox for any test runner in Node: intercepts the process's requests with MSW.
 *
 * @module
 */

import type { InstallOptions } from './install/install-options.ts';
import { prepareInstallation } from './install/installation.ts';
import type { InstalledSandbox } from './install/installed-sandbox.ts';

export type { InstallOptions } from './install/install-options.ts';
export type { InstalledSandbox } from './install/installed-sandbox.ts';
export type { UnhandledRequests } from './install/network-rules.ts';
export type { OpenOptions, SandboxWindow } from './world/sandbox-window.ts';

/** A runner's hooks: Jest calls the outer ones `beforeAll` and `afterAll`, Mocha and Node's runner `before` and `after`. */
export interface RunnerHooks {
  readonly beforeAll?: (callback: () => Promise<void>) => void;
  readonly before?: (callback: () => Promise<void>) => void;
  readonly beforeEach: (callback: () => void) => void;
  readonly afterEach: (callback: () => Promise<void>) => void;
  readonly afterAll?: (callback: () => Promise<void>) => void;
  readonly after?: (callback: () => Promise<void>) => void;
}

/**
 * Routes the process's requests to a sandbox for a whole suite: it listens before all tests, resets after each and
 * closes after all. A fault that a test set and never hit fails that test.
 *
 * @throws TypeError when a hook is missing; Error, before the first test, when another MSW server listens in the
 * process, or `fetch` or `node:http` is not intercepted.
 * @example
 * ```ts
 * import { after, afterEach, before, beforeEach, test } from 'node:test';
 * import { installSandbox } from '@firsthandapi/sandbox/node';
 *
 * const sandbox = installSandbox({ before, beforeEach, afterEach, after });
 *
 * test('orders photos', async () => {
 *   const world = await sandbox.world();
 *   await order(world.apiKey);
 *   await world.clock.advance('15s');
 * });
 * ```
 */
export function installSandbox(hooks: RunnerHooks, options: InstallOptions = {}): InstalledSandbox {
  const beforeAll = hooks.beforeAll ?? hooks.before;
  const afterAll = hooks.afterAll ?? hooks.after;
  if (beforeAll === undefined || afterAll === undefined) {
    throw new TypeError(
      'Invalid hooks: pass beforeAll and afterAll, or before and after, with beforeEach and afterEach',
    );
  }
  const installation = prepareInstallation(options);
  beforeAll(() => installation.start());
  hooks.beforeEach(() => installation.beforeTest());
  hooks.afterEach(() => installation.afterTest());
  afterAll(() => installation.stop());
  return installation.sandbox;
}
