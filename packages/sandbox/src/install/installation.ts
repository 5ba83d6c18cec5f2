import type { LocalWorld } from '../local/local-world.ts';
import type { InstallOptions } from './install-options.ts';
import type { InstalledSandbox } from './installed-sandbox.ts';
import { printLog, printLogOnce } from './log-printer.ts';
import { SuiteSandbox } from './suite-sandbox.ts';

/** What a runner's hooks call. */
export interface Installation {
  readonly sandbox: InstalledSandbox;
  start(): Promise<void>;
  /** Worlds that begin from here on belong to the test, or to the tests that overlap with it. */
  beforeTest(name?: string): void;
  /** Ends a test. The default world is reset, and worlds end, with the last of the tests that overlap. */
  afterTest(): Promise<void>;
  /**
   * Prints the logs of the default world and of the test's own worlds, for a test that failed. With `isConcurrent`,
   * only the default world's: the others may belong to other tests.
   */
  printLogs(isConcurrent: boolean): void;
  stop(): Promise<void>;
}

/** Prepares a sandbox that answers the process's requests from `start` on. */
export function prepareInstallation(options: InstallOptions): Installation {
  const sandbox = new SuiteSandbox(options);
  let begun: LocalWorld[] = [];
  let running = 0;
  let testName: string | undefined;
  const noteWorld = (world: LocalWorld) => {
    world.label = testName;
    begun.push(world);
  };
  sandbox.onWorld = noteWorld;
  return {
    sandbox,
    start: () => sandbox.start(),
    beforeTest(name) {
      if (running === 0) begun = [];
      running += 1;
      // Of several running tests, none is known to be the one that begins a world.
      testName = running === 1 ? name : undefined;
    },
    async afterTest() {
      running -= 1;
      // A runner does not tell which of several running tests began a world.
      if (running > 0) return;
      testName = undefined;
      const current = sandbox.currentIfAny;
      const own = sandbox.worlds.filter((world) => world !== current && begun.includes(world));
      begun = [];
      try {
        for (const world of [current, ...own]) {
          world?.faults.assertAllHit();
          world?.worker.assertAllUsed();
        }
      } finally {
        sandbox.resetNetwork();
        current?.reset();
        for (const world of own) await world[Symbol.asyncDispose]();
      }
    },
    printLogs(isConcurrent) {
      const current = sandbox.currentIfAny;
      if (current !== undefined) printLog(current);
      for (const world of isConcurrent ? [] : begun) if (world !== current) printLogOnce(world);
    },
    stop: () => sandbox.stop(),
  };
}
