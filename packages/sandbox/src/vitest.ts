/**
 * The sandbox for Vitest: one line in a setup file, a `world` for each test, and matchers.
 *
 * @module
 */
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import {
  type InstalledSandbox,
  type InstallOptions,
  prepareInstallation,
} from './install/installed-sandbox.ts';

export type { InstalledSandbox, InstallOptions } from './install/installed-sandbox.ts';
export type { UnhandledRequests } from './install/network.ts';

/**
 * Leads the process's requests to a sandbox for the whole suite: it listens before all tests, resets after each and
 * closes after all. A fault that a test set and never hit fails that test. With `apiKey`, an application that has
 * this one key is served as it is.
 *
 * @throws Error, before the first test, when another MSW server listens in the process.
 */
export function installSandbox(options: InstallOptions = {}): InstalledSandbox {
  const installation = prepareInstallation(options);
  beforeAll(() => installation.start());
  beforeEach(() => installation.beforeTest());
  afterEach((context) => installation.afterTest(context.task.concurrent === true));
  afterAll(() => installation.stop());
  return installation.sandbox;
}
