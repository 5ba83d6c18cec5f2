import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DatabaseKind, sqliteAt, type TestDatabase } from '../../../src/testing/databases.ts';
import { startHangingReceiver } from '../../support/hanging-receiver.ts';
import { Random } from '../../support/random.ts';
import { spawnServer } from '../../support/server-process.ts';
import { callServer, JOB, liftAllLimits } from '../../support/test-server.ts';
import { behaveBadly } from './hostile-organization.ts';

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
  /** Durations of the well-behaved organization's requests, in milliseconds. */
  readonly innocent: {
    readonly requests: number;
    readonly failed: number;
    readonly p50: number;
    readonly p99: number;
    readonly longest: number;
    /** Whether p99 is at most a second. */
    readonly meetsAim: boolean;
  };
  readonly tasks: number;
  readonly growthMegabytes: number;
  /** What quotas count as stored by the hostile organizations, and the most that they allow. */
  readonly countedMegabytes: number;
  readonly allowedMegabytes: number;
  readonly problems: readonly string[];
}

/** What p99 should stay below. Not a failure in itself, since it depends on the machine and its other work. */
const P99_AIM_MS = 1_000;
const FREE_STORED_MEGABYTES = 256;
const MEGABYTE = 1_048_576;
/** What the database may take besides what is counted: for logs and usage of requests, and its own pages. */
const UNCOUNTED_MEGABYTES = 64;
const PAUSE_MS = 100;

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
  { kind, organizations, seconds, seed }: HostileProofOptions,
  folder: string,
  database: TestDatabase,
  hangingUrl: string,
): Promise<HostileReport> {
  const server = await spawnServer({
    location: database.location,
    folder,
    environment: { TRUST_PROXY: 'true', LOG: 'json' },
  });
  if (server === undefined) throw new Error('The server did not start');
  try {
    const { test } = await server.keys;
    await liftAllLimits(database);
    const before = await sizeOf(kind, database, folder);
    const endsAt = performance.now() + seconds * 1_000;
    const hostile: Record<string, Record<string, number>> = {};
    const random = new Random(seed);
    const scene = {
      url: server.url,
      hangingUrl,
      random,
      isOver: () => performance.now() > endsAt,
      onAnswer(operation: string, status: number) {
        hostile[operation] ??= {};
        hostile[operation][status] = (hostile[operation][status] ?? 0) + 1;
      },
    };
    const crowd = Array.from({ length: organizations }, (_, index) => behaveBadly(scene, index));
    const { times, failed } = await behaveWell(server.url, test, scene.isOver);
    await Promise.all(crowd);
    const growth = (await sizeOf(kind, database, folder)) - before;
    const [usage] = await database.execute(
      "SELECT coalesce(sum(used), 0) AS bytes FROM quota_usage WHERE id LIKE '%:stored_bytes'",
    );
    const [tasks] = await database.execute('SELECT count(*) AS count FROM tasks');
    const p99 = rank(times, 0.99);
    const innocent = {
      requests: times.length,
      failed,
      p50: rank(times, 0.5),
      p99,
      longest: rank(times, 1),
      meetsAim: p99 <= P99_AIM_MS,
    };
    const counted = Number(usage?.bytes) / MEGABYTE;
    const problems = [
      ...(failed > 0 ? [`${failed} requests of the well-behaved organization failed`] : []),
      ...(growth > counted + UNCOUNTED_MEGABYTES
        ? ['the database grew beyond what is counted']
        : []),
      ...server.errors.slice(0, 3).map((line) => `logged: ${line.slice(0, 300)}`),
    ];
    return {
      database: kind.name,
      organizations,
      seconds,
      hostile,
      innocent,
      tasks: Number(tasks?.count),
      growthMegabytes: Math.round(growth),
      countedMegabytes: Math.round(counted),
      allowedMegabytes: organizations * FREE_STORED_MEGABYTES,
      problems,
    };
  } finally {
    await server.kill();
  }
}

/** Behaves like most organizations, and returns how long each request took. */
async function behaveWell(url: string, key: string, isOver: () => boolean) {
  const times: number[] = [];
  let failed = 0;
  const send = async (method: string, path: string, body?: unknown) => {
    const begunAt = performance.now();
    const answer = await callServer(url, method, path, {
      key,
      ...(body !== undefined && { body }),
    });
    times.push(Math.round(performance.now() - begunAt));
    if (answer.status >= 400) failed += 1;
    return answer;
  };
  while (!isOver()) {
    const { body } = await send('POST', '/v1/jobs', JOB);
    await send('GET', `/v1/jobs/${body.id}`);
    await send('GET', '/v1/jobs');
    await send('GET', '/v1/webhook_events');
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
  return { times, failed };
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

/** Nearest rank. */
function rank(times: readonly number[], share: number): number {
  const sorted = [...times].sort((one, other) => one - other);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
}
