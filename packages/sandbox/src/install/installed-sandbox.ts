import { LocalSandbox } from '../local/local-sandbox.ts';
import type { LocalWorld } from '../local/local-world.ts';
import { formatEntry } from '../log/format-entry.ts';
import type { SandboxOptions } from '../world/sandbox.ts';
import type { World } from '../world/world.ts';
import { handlers, type MswSandbox } from './handlers.ts';
import { createNetwork, type SandboxNetwork, type UnhandledRequests } from './network.ts';

/** Options of a sandbox for a suite. */
export interface InstallOptions extends SandboxOptions {
  /**
   * What happens to requests to other hosts: `error` fails them, so that no request leaves the process by accident.
   * Default `error`.
   */
  readonly unhandled?: UnhandledRequests | undefined;
}

/** A sandbox that answers the process's requests. */
export interface InstalledSandbox extends MswSandbox {
  /**
   * The default world, which serves an application with one fixed key. It is reset after every test.
   *
   * @throws Error before the suite's first test.
   * @example
   * ```ts
   * expect(sandbox.current).toHaveReceived('POST /v1/jobs', { times: 1 });
   * ```
   */
  readonly current: World;
}

/** What a runner's hooks call. */
export interface Installation {
  readonly sandbox: InstalledSandbox;
  start(): Promise<void>;
  /** Worlds that begin from here on belong to the test. */
  beforeTest(): void;
  /** Ends a test. With `isConcurrent`, worlds of tests that run beside it are left alone. */
  afterTest(isConcurrent: boolean): Promise<void>;
  /**
   * Prints the logs of the default world and of the test's own worlds, for a test that failed. With `isConcurrent`,
   * only the default world's: the others may belong to other tests.
   */
  printLogs(isConcurrent: boolean): void;
  stop(): Promise<void>;
}

/** Number of log entries that are printed for a failed test, the last ones. */
const PRINTED = 30;

/** Prepares a sandbox that answers the process's requests from `start` on. */
export function prepareInstallation({
  unhandled = 'error',
  ...options
}: InstallOptions): Installation {
  const sandbox = new LocalSandbox(options);
  let current: LocalWorld | undefined;
  let begun: LocalWorld[] = [];
  sandbox.onWorld = (world) => begun.push(world);
  const installed = Object.defineProperties(sandbox, {
    handlers: { value: () => handlers(sandbox) },
    current: { get: () => current ?? fail() },
  }) as unknown as InstalledSandbox;
  const network: SandboxNetwork = createNetwork(sandbox, unhandled);
  return {
    sandbox: installed,
    async start() {
      current = await sandbox.defaultWorld();
      network.listen();
    },
    beforeTest() {
      begun = [];
    },
    async afterTest(isConcurrent) {
      const own = isConcurrent ? [] : sandbox.worlds.filter((world) => begun.includes(world));
      const checked = [...new Set([...(current === undefined ? [] : [current]), ...own])];
      try {
        for (const world of checked) world.faults.assertAllHit();
      } finally {
        network.reset();
        current?.reset();
        for (const world of own) if (world !== current) await world[Symbol.asyncDispose]();
      }
    },
    printLogs(isConcurrent) {
      if (current !== undefined) printLog(current);
      for (const world of isConcurrent ? [] : begun) if (world !== current) printLogOnce(world);
    },
    async stop() {
      network.close();
      await sandbox[Symbol.asyncDispose]();
      current = undefined;
    },
  };
}

const printed = new WeakSet<object>();

/** Prints the end of a world's log, unless it was printed before. For worlds that belong to one test. */
export function printLogOnce(world: Pick<World, 'log'>): void {
  if (printed.has(world)) return;
  printed.add(world);
  printLog(world);
}

/** Prints the end of a world's log. Prints nothing when the log is empty. */
function printLog(world: Pick<World, 'log'>): void {
  const entries = world.log();
  if (entries.length === 0) return;
  const lines = entries.slice(-PRINTED).map((entry) => `  ${formatEntry(entry)}`);
  console.log(['FirstHandAPI sandbox, the end of the log:', ...lines].join('\n'));
}

function fail(): never {
  throw new Error(
    'Cannot read sandbox.current: no world has begun; use it inside of tests and hooks',
  );
}
