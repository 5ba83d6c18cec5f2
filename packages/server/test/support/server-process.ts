import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { StoreLocation } from '../../src/storage/open-store.ts';

/** The command from source, or the built one that `SERVER_CLI` names. */
const CLI = process.env.SERVER_CLI ?? fileURLToPath(new URL('../../src/cli.ts', import.meta.url));

/** The first keys that a new server prints. */
export interface PrintedKeys {
  readonly live: string;
  readonly test: string;
}

/** A server started by its command, in a separate process that can be killed. */
export interface ServerProcess {
  readonly url: string;
  readonly pid: number;
  /** Returns how the process ended, or undefined while it runs. */
  ending(): string | undefined;
  /** Returns what the process has written to stderr. */
  stderr(): string;
  /** Closes the reader of stdout, where the log goes. */
  closeLog(): void;
  /** Resolves with the keys that a start on an empty database prints; stays pending on any other. */
  readonly keys: Promise<PrintedKeys>;
  /** Log lines with `"level":"error"`. */
  readonly errors: readonly string[];
  /** Sends SIGKILL, so that no handler runs. Resolves when the process has ended. */
  kill(): Promise<void>;
  /** Sends SIGTERM, and resolves with the exit code. */
  stop(): Promise<number | null>;
}

export interface ServerProcessOptions {
  /** A SQLite file must be `firsthandapi.db` in the folder. */
  readonly location: StoreLocation;
  readonly folder: string;
  /** Kills the process this many milliseconds after its start, ready or not. */
  readonly killAfterMs?: number;
  /** Variables beside those of `location` and `folder`. */
  readonly environment?: Readonly<Record<string, string>>;
  /** A command that ends by executing its arguments, such as `unshare -m`. Default: none. */
  readonly wrapper?: readonly string[];
}

/** Resolves once the server listens, or with undefined when it was killed before. */
export async function spawnServer(
  options: ServerProcessOptions,
): Promise<ServerProcess | undefined> {
  const command = [process.execPath, '--disable-warning=ExperimentalWarning', CLI];
  const [program = '', ...args] = [...(options.wrapper ?? []), ...command];
  const child = spawn(program, args, {
    env: environmentOf(options),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const endWithParent = () => child.kill('SIGKILL');
  process.once('exit', endWithParent);
  const exited = once(child, 'exit').then(([code]) => {
    process.off('exit', endWithParent);
    return code as number | null;
  });
  if (options.killAfterMs !== undefined) {
    setTimeout(() => child.kill('SIGKILL'), options.killAfterMs).unref();
  }
  const output = readOutput(child);
  const url = await Promise.race([output.listening, exited.then(() => undefined)]);
  if (url === undefined) {
    if (child.signalCode === 'SIGKILL') return undefined;
    throw new Error(`The server ended with code ${child.exitCode}: ${output.printed()}`);
  }
  return {
    url,
    pid: child.pid ?? 0,
    ending: () =>
      child.exitCode === null ? (child.signalCode ?? undefined) : `code ${child.exitCode}`,
    stderr: output.printed,
    closeLog: () => void child.stdout?.destroy(),
    keys: output.keys,
    errors: output.errors,
    async kill() {
      child.kill('SIGKILL');
      await exited;
    },
    stop() {
      child.kill('SIGTERM');
      return exited;
    },
  };
}

function environmentOf({ location, folder, environment }: ServerProcessOptions) {
  return {
    PATH: process.env.PATH,
    HOST: '127.0.0.1',
    PORT: '0',
    DATA_DIR: folder,
    ALLOW_PRIVATE_WEBHOOKS: 'true',
    ...(location.kind === 'postgres' && databaseOf(location)),
    ...environment,
  };
}

function databaseOf({ url, deadlineMs }: StoreLocation & { kind: 'postgres' }) {
  return {
    DATABASE_URL: url,
    ...(deadlineMs !== undefined && { DATABASE_DEADLINE_MS: String(deadlineMs) }),
  };
}

function readOutput(child: ChildProcess) {
  const errors: string[] = [];
  let printed = '';
  const keys = new Promise<PrintedKeys>((resolve) => {
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      printed += text;
      const found = keysIn(printed);
      if (found !== undefined) resolve(found);
    });
  });
  const listening = new Promise<string>((resolve) => {
    if (child.stdout === null) return;
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (line.includes('"level":"error"')) errors.push(line);
      if (line.includes('"event":"listening"')) resolve(String(JSON.parse(line).url));
    });
  });
  return { errors, keys, listening, printed: () => printed };
}

function keysIn(printed: string): PrintedKeys | undefined {
  const live = /live key +(fh_live_sk_\w+)\n/.exec(printed)?.[1];
  const test = /test key +(fh_test_sk_\w+)\n/.exec(printed)?.[1];
  return live === undefined || test === undefined ? undefined : { live, test };
}
