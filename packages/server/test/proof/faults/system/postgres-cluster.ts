import { execFileSync, spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { join } from 'node:path';
import pg from 'pg';
import type { TestDatabase } from '../../../../src/testing/databases.ts';

const BINARIES = '/usr/lib/postgresql';
const DATABASE = 'proof';
/** Few, so that a test can use them up. */
const MAX_CONNECTIONS = 60;
/** The proof's own connections, which faults spare. */
const OWN_NAME = 'fault-proof';

/** A PostgreSQL of the proof's own, which faults may stop, lock and starve. */
export class PostgresCluster {
  readonly url: string;
  /** Opened before any fault, so that the proof itself never waits for a connection. */
  readonly own: pg.Pool;
  readonly #folder: string;
  readonly #port: number;

  private constructor(folder: string, port: number) {
    this.#folder = folder;
    this.#port = port;
    this.url = `postgres://postgres@127.0.0.1:${port}/${DATABASE}`;
    this.own = new pg.Pool({
      connectionString: this.url,
      application_name: OWN_NAME,
      max: 2,
      min: 2,
    });
    // The pool replaces connections that a restart has ended.
    this.own.on('error', () => {});
  }

  /** Returns why no cluster can be started here, or undefined when one can. */
  static problem(): string | undefined {
    return binaries() === undefined ? `no PostgreSQL in ${BINARIES}` : undefined;
  }

  /** Creates a cluster in `parent/postgres` and starts it. */
  static async start(parent: string): Promise<PostgresCluster> {
    const folder = join(parent, 'postgres');
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    if (process.getuid?.() === 0) {
      const [uid, gid] = ['-u', '-g'].map((flag) =>
        Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' })),
      );
      chownSync(folder, uid ?? 0, gid ?? 0);
    }
    run('initdb', ['--no-sync', '--auth=trust', '--username=postgres', '--wal-segsize=1', folder]);
    const cluster = new PostgresCluster(folder, await freePort());
    cluster.#control('start');
    const admin = new pg.Client(cluster.url.replace(DATABASE, 'postgres'));
    await admin.connect();
    await admin.query(`CREATE DATABASE ${DATABASE}`);
    await admin.end();
    await Promise.all([cluster.own.query('SELECT 1'), cluster.own.query('SELECT 1')]);
    return cluster;
  }

  /** The database as the crash proof's checks read it. */
  get database(): TestDatabase {
    return {
      location: { kind: 'postgres', url: this.url },
      execute: async (statement) => (await this.own.query(statement)).rows,
      script: async (statements) => {
        await this.own.query(statements.join(';'));
      },
      remove: async () => {},
    };
  }

  async terminateBackends(): Promise<void> {
    await this.own.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
       WHERE datname = '${DATABASE}' AND application_name <> '${OWN_NAME}'`,
    );
  }

  /** Sends a signal to the postmaster and all its processes. */
  signal(name: 'SIGSTOP' | 'SIGCONT'): void {
    for (const pid of this.pids()) {
      try {
        process.kill(pid, name);
      } catch {
        // A backend may end in between.
      }
    }
  }

  /** The postmaster and all its processes; none while it is stopped. */
  pids(): readonly number[] {
    const postmaster = this.#postmaster();
    if (postmaster === undefined) return [];
    const children = spawnSync('pgrep', ['-P', postmaster], { encoding: 'utf8' }).stdout;
    return [postmaster, ...children.split('\n')].filter((pid) => pid !== '').map(Number);
  }

  /** Restarts the cluster; `immediate` is a crash with recovery. */
  restart(mode: 'fast' | 'immediate'): void {
    this.#control('restart', '-m', mode);
  }

  /** Stops the cluster, changes its files, and starts it again. */
  whileStopped(change: (folder: string) => void): void {
    this.#control('stop', '-m', 'fast');
    try {
      change(this.#folder);
    } finally {
      this.#control('start');
    }
  }

  /** Starts the cluster again if it has given up, as an operator would. */
  revive(): void {
    if (this.#postmaster() === undefined) this.#control('start');
  }

  /** Ends the cluster at once, frozen or not. */
  stop(): void {
    this.signal('SIGCONT');
    if (this.#postmaster() !== undefined) this.#control('stop', '-m', 'immediate');
  }

  #postmaster(): string | undefined {
    const file = join(this.#folder, 'postmaster.pid');
    return existsSync(file) ? readFileSync(file, 'utf8').split('\n')[0] : undefined;
  }

  #control(command: string, ...options: readonly string[]): void {
    const settings = `-p ${this.#port} -k ${this.#folder} -c max_connections=${MAX_CONNECTIONS} -c listen_addresses=127.0.0.1`;
    run('pg_ctl', [
      ...[command, '-w', '-s', '-D', this.#folder],
      ...['-l', join(this.#folder, 'log'), ...options],
      ...(command === 'stop' ? [] : ['-o', settings]),
    ]);
  }
}

/** Runs a program of PostgreSQL, which refuses to run as root. */
function run(program: string, args: readonly string[]): void {
  const path = join(binaries() ?? '', program);
  const [command = '', ...words] =
    process.getuid?.() === 0 ? ['runuser', '-u', 'postgres', '--', path] : [path];
  execFileSync(command, [...words, ...args], { stdio: ['ignore', 'ignore', 'inherit'], cwd: '/' });
}

function binaries(): string | undefined {
  if (!existsSync(BINARIES)) return undefined;
  const [newest] = readdirSync(BINARIES).sort((one, other) => Number(other) - Number(one));
  return newest === undefined ? undefined : join(BINARIES, newest, 'bin');
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
