import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DatabaseKind, sqliteAt, type TestDatabase } from '../../../src/testing/databases.ts';
import { startHangingReceiver } from '../../support/hanging-receiver.ts';
import { type ServerProcess, spawnServer } from '../../support/server-process.ts';
import { liftAllLimits } from '../../support/test-server.ts';
import { runCrowd } from './hostile-crowd.ts';
import { behaveWell, type RequestTimes } from './innocent-organization.ts';
import { ProcessorMeter, type ProcessorReport } from './processor-time.ts';

export interface HostileProofOptions {
  readonly kind: DatabaseKind;
  readonly organizations: number;
  readonly seconds: number;
  readonly seed: number;
}

export interface HostileReport {
  readonly database: string;
  readonly organizations: number;
  readonly seconds: number;
  /** Responses to hostile organizations, by operation and status. */
  readonly hostile: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly hostileEventLoopDelayP99Ms: number;
  /** The well-behaved organization alone on the server. */
  readonly quiet: RequestTimes;
  /** The same organization beside the hostile ones. */
  readonly innocent: RequestTimes;
  readonly processor: ProcessorReport;
  /**
   * p99 of the innocent as it would be without other work on the machine: a run whose processors are all busy takes as
   * much longer as its share of them is smaller. Equal to p99 where that share is not known.
   */
  readonly p99OfOwnShare: number;
  /** Whether that is at most a second. */
  readonly meetsAim: boolean;
  readonly tasks: number;
  readonly growthMegabytes: number;
  /** What quotas count as stored by the hostile organizations, and the most that they allow. */
  readonly countedMegabytes: number;
  readonly allowedMegabytes: number;
  readonly problems: readonly string[];
}

const P99_AIM_MS = 1_000;
const FREE_STORED_MEGABYTES = 256;
const MEGABYTE = 1_048_576;
/** What the database may take besides what is counted: for logs and usage of requests, and its own pages. */
const UNCOUNTED_MEGABYTES = 64;
const QUIET_SECONDS = 5;

/** Runs hostile organizations beside a well-behaved one, and measures what they cost that one and the disk. */
export async function proveHostile(options: HostileProofOptions): Promise<HostileReport> {
  const folder = mkdtempSync(join(tmpdir(), 'firsthandapi-hostile-'));
  const database = await open(options.kind, folder);
  const receiver = await startHangingReceiver();
  try {
    return await run(options, folder, database, receiver.url);
  } finally {
    await receiver.close();
    await database.remove();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function run(
  options: HostileProofOptions,
  folder: string,
  database: TestDatabase,
  hangingUrl: string,
): Promise<HostileReport> {
  const { location, connections } = traceable(database);
  const server = await spawnServer({
    location,
    folder,
    environment: { TRUST_PROXY: 'true', LOG: 'json' },
  });
  if (server === undefined) throw new Error('The server did not start');
  try {
    const { test } = await server.keys;
    await liftAllLimits(database);
    const before = await sizeOf(options.kind, database, folder);
    const quiet = await behaveWell(server.url, test, after(QUIET_SECONDS));
    const meter = new ProcessorMeter({
      client: async () => [process.pid],
      server: async () => [server.pid],
      database: connections,
    });
    const { organizations, seconds, seed } = options;
    const crowd = runCrowd({ url: server.url, hangingUrl, organizations, seconds, seed });
    const innocent = await behaveWell(server.url, test, after(options.seconds));
    const processor = await meter.stop();
    const { answers, eventLoopDelayP99Ms } = await crowd;
    const growth = (await sizeOf(options.kind, database, folder)) - before;
    const [usage] = await database.execute(
      "SELECT coalesce(sum(used), 0) AS bytes FROM quota_usage WHERE id LIKE '%:stored_bytes'",
    );
    const [tasks] = await database.execute('SELECT count(*) AS count FROM tasks');
    const counted = Number(usage?.bytes) / MEGABYTE;
    const p99OfOwnShare = Math.round(innocent.p99 * (1 - (processor.foreignShare ?? 0)));
    const meetsAim = p99OfOwnShare <= P99_AIM_MS;
    return {
      database: options.kind.name,
      organizations: options.organizations,
      seconds: options.seconds,
      hostile: answers,
      hostileEventLoopDelayP99Ms: eventLoopDelayP99Ms,
      quiet,
      innocent,
      processor,
      p99OfOwnShare,
      meetsAim,
      tasks: Number(tasks?.count),
      growthMegabytes: Math.round(growth),
      countedMegabytes: Math.round(counted),
      allowedMegabytes: options.organizations * FREE_STORED_MEGABYTES,
      problems: [
        ...(meetsAim ? [] : [`p99 of the well-behaved organization is above ${P99_AIM_MS} ms`]),
        ...(innocent.failed > 0
          ? [`${innocent.failed} requests of the well-behaved organization failed`]
          : []),
        ...(growth > counted + UNCOUNTED_MEGABYTES
          ? ['the database grew beyond what is counted']
          : []),
        ...logged(server),
      ],
    };
  } finally {
    await server.kill();
  }
}

function logged({ errors }: ServerProcess): string[] {
  return errors.slice(0, 3).map((line) => `logged: ${line.slice(0, 300)}`);
}

function after(seconds: number): () => boolean {
  const endsAt = performance.now() + seconds * 1_000;
  return () => performance.now() > endsAt;
}

/** Names the server's connections, so that their processes can be found, and gives it the deadline of production. */
function traceable({ location, execute }: TestDatabase) {
  if (location.kind === 'sqlite') return { location, connections: async () => [] };
  const name = `hostile_${randomBytes(6).toString('hex')}`;
  const url = new URL(location.url);
  url.searchParams.set('application_name', name);
  const statement = `SELECT pid FROM pg_stat_activity WHERE application_name = '${name}'`;
  const connections = async () => (await execute(statement)).map(({ pid }) => Number(pid));
  return { location: { kind: 'postgres', url: url.href } as const, connections };
}

async function open(kind: DatabaseKind, folder: string): Promise<TestDatabase> {
  return kind.name === 'SQLite' ? sqliteAt(join(folder, 'firsthandapi.db')) : kind.create();
}

/** The size of the database in megabytes, SQLite's log included. */
async function sizeOf(kind: DatabaseKind, database: TestDatabase, folder: string): Promise<number> {
  if (kind.name === 'SQLite') {
    const files = ['firsthandapi.db', 'firsthandapi.db-wal'];
    const sizes = files.map(
      (name) => statSync(join(folder, name), { throwIfNoEntry: false })?.size,
    );
    return sizes.reduce((sum: number, size) => sum + (size ?? 0), 0) / MEGABYTE;
  }
  const [row] = await database.execute(
    `SELECT sum(pg_total_relation_size(oid)) AS bytes FROM pg_class
      WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace`,
  );
  return Number(row?.bytes) / MEGABYTE;
}
