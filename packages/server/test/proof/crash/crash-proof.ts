import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WEBHOOK_EVENT_TYPES } from '@firsthandapi/spec';
import { type DatabaseKind, sqliteAt } from '../../../src/testing/databases.ts';
import { Random } from '../../support/random.ts';
import { callServer, liftAllLimits } from '../../support/test-server.ts';
import { problemsInBooks } from './books.ts';
import {
  brokenFiles,
  ghostJobs,
  listAll,
  lostJobs,
  lostResponses,
  retryPending,
} from './check-promises.ts';
import { actUntil, type Workload } from './clients.ts';
import { Fleet } from './fleet.ts';
import { History } from './history.ts';
import { Neighbours, OUTAGE } from './neighbours.ts';
import { WebhookReceiver } from './webhook-receiver.ts';

export interface CrashProofOptions {
  readonly kind: DatabaseKind;
  /** Number of server processes on the database. */
  readonly processes: number;
  readonly rounds: number;
  readonly seed: number;
  /**
   * How the proof expires the leases that crashes leave behind: it waits for them, or, with all servers stopped,
   * moves due times back as if a minute had passed.
   */
  readonly leases: 'wait' | 'pass';
  /** The program of a Redis that the servers share, and that is killed at random as well as their bucket. Default: neither. */
  readonly redisProgram?: string | undefined;
  readonly onRound?: (line: string) => void;
}

/** What the proof did, and what was lost. */
export interface CrashReport {
  readonly database: string;
  readonly processes: number;
  readonly rounds: number;
  readonly kills: number;
  /** How often the Redis, and how often the bucket, was killed; undefined without them. */
  readonly neighbourKills: Readonly<Record<string, number>> | undefined;
  readonly requests: number;
  readonly unanswered: number;
  readonly jobs: number;
  readonly events: number;
  readonly deliveries: number;
  readonly repeatedDeliveries: number;
  readonly replaysChecked: number;
  readonly seed: number;
  /** One line per lost promise; empty when all were kept. */
  readonly losses: readonly string[];
}

const CLIENTS = 8;
const EARLIER_JOBS = 20;
/** Longer than the leases of an attempt and of a claimed task plus the 15 seconds of work of a job. */
const LONGEST_WAIT_MS = 90_000;

/** Kills servers under load, round after round, and checks after each restart that every promise was kept. */
export async function proveCrashes(options: CrashProofOptions): Promise<CrashReport> {
  const { kind, processes, rounds, seed } = options;
  const random = new Random(seed);
  const folder = mkdtempSync(join(tmpdir(), 'firsthandapi-crash-'));
  const database =
    kind.name === 'SQLite' ? sqliteAt(join(folder, 'firsthandapi.db')) : await kind.create();
  const neighbours =
    options.redisProgram === undefined ? undefined : await Neighbours.start(options.redisProgram);
  const { environment = {} } = neighbours ?? {};
  const fleet = new Fleet({ location: database.location, folder, environment }, processes);
  const receiver = new WebhookReceiver(random);
  try {
    const keys = await fleet.startFirst();
    await liftAllLimits(database);
    const history = new History();
    const workload: Workload = {
      call: callServer,
      keys,
      history,
      random,
      urls: () => fleet.urls(),
    };
    await subscribe(workload, receiver);
    const losses: string[] = [];
    let [unanswered, replaysChecked] = [0, 0];
    for (let round = 1; round <= rounds; round += 1) {
      const before = { operations: history.operations.length, jobs: history.jobs.size };
      await crashUnderLoad(workload, fleet, neighbours);
      await neighbours?.startMissing();
      await fleet.startMissing(random);
      unanswered += await retryPending(workload);
      const operations = history.operations.slice(before.operations);
      replaysChecked += operations.length;
      const ids = [...history.jobs.keys()];
      const earlier = Array.from({ length: EARLIER_JOBS }, () => random.pick(ids) ?? '');
      const found = [
        ...(await lostResponses(workload, operations)),
        ...(await lostJobs(workload, new Set([...ids.slice(before.jobs), ...earlier]))),
        ...(await problemsInBooks(database)),
      ];
      losses.push(...found.map((loss) => `round ${round}: ${loss}`));
      options.onRound?.(
        `round ${round}/${rounds}: ${fleet.kills} kills, ${history.requests} requests, ${receiver.deliveries} deliveries, ${losses.length} losses`,
      );
    }
    if (options.leases === 'pass') await letAMinutePass(fleet, database);
    const events = await untilDelivered(workload, receiver);
    losses.push(...(await finalLosses(workload, receiver, database)));
    losses.push(...events.missing, ...fleet.errors(neighbours && OUTAGE));
    return {
      database: kind.name,
      processes,
      rounds,
      kills: fleet.kills,
      neighbourKills: neighbours?.kills,
      requests: history.requests,
      unanswered,
      jobs: history.jobs.size,
      events: events.count,
      deliveries: receiver.deliveries,
      repeatedDeliveries: receiver.deliveries - receiver.arrivals.size,
      replaysChecked,
      seed,
      losses,
    };
  } finally {
    await fleet.killAll();
    await neighbours?.close();
    await receiver.close();
    await database.remove();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Runs several clients until a server has been killed at a random moment. */
async function crashUnderLoad(
  workload: Workload,
  fleet: Fleet,
  neighbours: Neighbours | undefined,
): Promise<void> {
  const stop = new AbortController();
  const clients = Array.from({ length: CLIENTS }, () => actUntil(workload, stop.signal));
  const killed = pause(workload.random.between(30, 400)).then(() =>
    fleet.killSome(workload.random),
  );
  const { random } = workload;
  const bereft = pause(random.between(30, 400)).then(() => neighbours?.killSome(random));
  await Promise.race([killed, Promise.all(clients)]);
  await Promise.all([killed, bereft]);
  // Half of the time, they are back while clients and perhaps a server are still at work.
  if (random.next() < 0.5) await neighbours?.startMissing();
  // If another process is up, the load continues there for a moment.
  await pause(workload.random.between(0, 50));
  stop.abort();
  await Promise.all(clients);
}

async function subscribe({ keys, urls }: Workload, receiver: WebhookReceiver): Promise<void> {
  const body = { url: await receiver.open(), events: WEBHOOK_EVENT_TYPES };
  for (const key of Object.values(keys)) {
    const made = await callServer(urls()[0] ?? '', 'POST', '/v1/webhook_endpoints', { key, body });
    receiver.secrets.push(made.body.secret);
  }
}

/** Moves all due times back by a minute while no server runs, so that every lease has expired. */
async function letAMinutePass(
  fleet: Fleet,
  database: Awaited<ReturnType<DatabaseKind['create']>>,
): Promise<void> {
  await fleet.killAll();
  await database.script([
    'UPDATE tasks SET due_at = due_at - 60000, leased_until = NULL',
    'UPDATE deliveries SET next_attempt_at = next_attempt_at - 60000 WHERE next_attempt_at IS NOT NULL',
  ]);
  await fleet.startMissing();
}

/** Waits until every event has arrived and every job in progress is done. Returns what is still missing. */
export async function untilDelivered(
  workload: Workload,
  receiver: WebhookReceiver,
): Promise<{ readonly count: number; readonly missing: readonly string[] }> {
  const deadline = Date.now() + LONGEST_WAIT_MS;
  for (;;) {
    const missing: string[] = [];
    let count = 0;
    for (const key of Object.values(workload.keys)) {
      for await (const event of listAll(workload, '/v1/webhook_events', key)) {
        count += 1;
        const hasArrived = receiver.arrivals.has(String(event.id));
        const [delivery] = event.deliveries as readonly { readonly status: string }[];
        if (!hasArrived || delivery?.status !== 'delivered') {
          missing.push(
            `event ${event.id} ${event.type}: arrived ${hasArrived}, ${delivery?.status}`,
          );
        }
      }
    }
    const undone = await undoneJobs(workload);
    if (missing.length + undone.length === 0) return { count, missing };
    if (Date.now() > deadline) return { count, missing: [...missing, ...undone] };
    await pause(500);
  }
}

async function undoneJobs({ keys, urls }: Workload): Promise<string[]> {
  const undone: string[] = [];
  for (const status of ['open', 'filled', 'in_progress']) {
    const path = `/v1/jobs?limit=100&status=${status}`;
    const { body } = await callServer(urls()[0] ?? '', 'GET', path, { key: keys.test });
    for (const job of body.data) {
      if (job.metadata.fh_scenario === 'approved') undone.push(`job ${job.id} is still ${status}`);
    }
  }
  return undone;
}

async function finalLosses(
  workload: Workload,
  receiver: WebhookReceiver,
  database: Awaited<ReturnType<DatabaseKind['create']>>,
): Promise<string[]> {
  const { history } = workload;
  const done = [...history.jobs].filter(([, { willBeDone }]) => willBeDone).map(([id]) => id);
  const paid = await database.execute("SELECT id FROM credit_purchases WHERE status = 'paid'");
  const ids = new Set(paid.map(({ id }) => `/checkout/${id}`));
  return [
    ...(await lostJobs(workload, history.jobs.keys())),
    ...(await ghostJobs(workload)),
    ...(await brokenFiles(workload, done.slice(-50))),
    ...(await problemsInBooks(database)),
    ...[...history.paid].filter((path) => !ids.has(path)).map((path) => `${path} is not paid`),
    ...(receiver.forgeries === 0 ? [] : [`${receiver.forgeries} deliveries did not verify`]),
  ];
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
