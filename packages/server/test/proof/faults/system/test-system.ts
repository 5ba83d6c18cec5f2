import { randomUUID } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WEBHOOK_EVENT_TYPES } from '@firsthandapi/spec';
import { sqliteAt } from '../../../../src/testing/databases.ts';
import { type DatabaseProxy, startDatabaseProxy } from '../../../support/database-proxy.ts';
import type { Random } from '../../../support/random.ts';
import {
  type PrintedKeys,
  type ServerProcess,
  type ServerProcessOptions,
  spawnServer,
} from '../../../support/server-process.ts';
import { type Answer, callServer, liftAllLimits } from '../../../support/test-server.ts';
import type { Workload } from '../../crash/clients.ts';
import { History } from '../../crash/history.ts';
import { WebhookReceiver } from '../../crash/webhook-receiver.ts';
import type { WatchedCalls } from '../watched-calls.ts';
import type { DatabaseName, FaultySystem } from './faulty-system.ts';
import { SilentNameServer } from './name-server.ts';
import { PostgresCluster } from './postgres-cluster.ts';
import { SmallDisk } from './small-disk.ts';

const FAKETIME = '/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1';
/** A request waits for the database more than once, and no longer than five seconds altogether. */
const DATABASE_DEADLINE_MS = 1_500;
const DISK_MEGABYTES = { SQLite: 48, PostgreSQL: 256 } as const;
/** Endpoints of the organization whose receivers have names. */
const NAMED_ENDPOINTS = 12;

/** Servers, and everything that they depend on, of the proof's own. */
export class TestSystem implements FaultySystem {
  readonly workload: Workload;
  readonly receiver: WebhookReceiver;
  namedKey = '';
  servers: ServerProcess[] = [];
  database: FaultySystem['database'];
  cluster: PostgresCluster | undefined;
  proxy: DatabaseProxy | undefined;
  disk: SmallDisk | undefined;
  nameServer: SilentNameServer | undefined;
  clockFile: string | undefined;
  readonly #folder = mkdtempSync(join(tmpdir(), 'firsthandapi-faults-'));
  readonly #processes: number;
  #keys: PrintedKeys = { live: '', test: '' };

  private constructor(processes: number, calls: WatchedCalls, random: Random) {
    this.#processes = processes;
    this.receiver = new WebhookReceiver(random, { acceptsAnyAge: true });
    this.database = sqliteAt(join(this.dataFolder, 'firsthandapi.db'));
    const keysOf = () => this.#keys;
    this.workload = {
      call: calls.call,
      history: new History(),
      random,
      urls: () => this.running.map(({ url }) => url),
      get keys() {
        return keysOf();
      },
    };
  }

  static async start(
    name: DatabaseName,
    processes: number,
    calls: WatchedCalls,
    random: Random,
  ): Promise<TestSystem> {
    const system = new TestSystem(processes, calls, random);
    try {
      await system.#open(name);
      return system;
    } catch (error) {
      await system.close();
      throw error;
    }
  }

  /** Servers that have not ended. */
  get running(): readonly ServerProcess[] {
    return this.servers.filter(({ ending }) => ending() === undefined);
  }

  /** Forgets servers that have ended, as a fault may require. */
  dropDead(): void {
    this.servers = [...this.running];
  }

  /** Removes servers that have ended and returns their last errors, one line each. */
  takeDead(): string[] {
    const dead = this.servers.filter(({ ending }) => ending() !== undefined);
    this.servers = [...this.running];
    return dead.map((server) => {
      const lastError = server.stderr().match(/^\w*Error.*$/m)?.[0] ?? server.stderr().slice(-200);
      return `the process ended (${server.ending()}): ${lastError.trim()}`;
    });
  }

  /** Starts as many servers as are missing. */
  async startMissing(): Promise<void> {
    while (this.servers.length < this.#processes) await this.#startServer();
  }

  async close(): Promise<void> {
    await Promise.all(this.servers.map((server) => server.kill()));
    await this.receiver.close();
    this.nameServer?.close();
    await this.proxy?.close();
    await this.cluster?.own.end();
    process.off('exit', this.#release);
    this.#release();
  }

  /** Leaves nothing behind, also when the proof is interrupted. */
  readonly #release = (): void => {
    this.cluster?.stop();
    this.disk?.unmount();
    rmSync(this.#folder, { recursive: true, force: true });
  };

  get #diskFolder(): string {
    return join(this.#folder, 'disk');
  }

  get dataFolder(): string {
    return join(this.#diskFolder, 'data');
  }

  async #open(name: DatabaseName): Promise<void> {
    process.once('exit', this.#release);
    mkdirSync(this.#diskFolder);
    // PostgreSQL runs as a user of its own, which has to reach its folder.
    chmodSync(this.#folder, 0o755);
    this.disk = SmallDisk.mount(this.#diskFolder, DISK_MEGABYTES[name]);
    mkdirSync(this.dataFolder, { mode: 0o700 });
    this.nameServer = await SilentNameServer.start(this.#folder);
    if (existsSync(FAKETIME)) {
      this.clockFile = join(this.#folder, 'clock');
      writeFileSync(this.clockFile, '+0');
    }
    if (name === 'PostgreSQL') {
      this.cluster = await PostgresCluster.start(this.#diskFolder);
      this.database = this.cluster.database;
      this.proxy = await startDatabaseProxy(this.cluster.url);
    }
    const first = await this.#startServer();
    this.#keys = await first.keys;
    await this.startMissing();
    await this.#populate();
  }

  async #populate(): Promise<void> {
    await liftAllLimits(this.database);
    const url = await this.receiver.open();
    for (const key of Object.values(this.#keys)) {
      const { secret } = await this.#create('/v1/webhook_endpoints', key, {
        url,
        events: WEBHOOK_EVENT_TYPES,
      });
      this.receiver.secrets.push(secret);
    }
    const email = `${randomUUID()}@example.com`;
    const account = await this.#create('/v1/auth/signup', undefined, { name: 'Named', email });
    await liftAllLimits(this.database);
    const test = { name: 'test', environment: 'test' };
    this.namedKey = (await this.#create('/v1/api_keys', account.api_key, test)).secret;
    for (let count = 0; count < NAMED_ENDPOINTS; count += 1) {
      const key = count === 0 ? account.api_key : this.namedKey;
      const url = `https://hook-${count}.slow.example/`;
      await this.#create('/v1/webhook_endpoints', key, { url, events: WEBHOOK_EVENT_TYPES });
    }
  }

  /** Creates what the proof needs, and retries after a 503, which a busy machine may cause. */
  async #create(path: string, key: string | undefined, body: unknown): Promise<Answer['body']> {
    const url = this.workload.urls()[0] ?? '';
    const options = { ...(key !== undefined && { key }), idempotencyKey: randomUUID(), body };
    for (let attempt = 1; ; attempt += 1) {
      const { status, text, body: created } = await callServer(url, 'POST', path, options);
      if (status === 201) return created;
      if (status !== 503 || attempt === 20) throw new Error(`${path} cannot be used: ${text}`);
    }
  }

  async #startServer(): Promise<ServerProcess> {
    const options: ServerProcessOptions = {
      location:
        this.proxy === undefined
          ? this.database.location
          : { kind: 'postgres', url: this.proxy.url, deadlineMs: DATABASE_DEADLINE_MS },
      folder: this.dataFolder,
      ...(this.nameServer !== undefined && { wrapper: this.nameServer.wrapper }),
      environment: {
        MIN_FREE_DISK_MB: '1',
        ...(this.clockFile !== undefined && {
          LD_PRELOAD: FAKETIME,
          FAKETIME_TIMESTAMP_FILE: this.clockFile,
          FAKETIME_NO_CACHE: '1',
          FAKETIME_DONT_FAKE_MONOTONIC: '1',
        }),
      },
    };
    const server = await spawnServer(options);
    if (server === undefined) throw new Error('The server was killed while it started');
    this.servers.push(server);
    return server;
  }
}
