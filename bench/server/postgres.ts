/**
 * The server on PostgreSQL beside itself on SQLite, pgbench and graphile-worker, in one run. With `BENCH_CHECKOUT`, also
 * beside another checkout that has been built.
 *
 * Run by `pnpm bench server/postgres`; `--quick` ends in 90 seconds.
 */
import { join } from 'node:path';
import { type DatabaseKind, databaseKinds } from '@firsthandapi/server/testing';
import { countFromEnvironment } from '../measure/count-from-environment.ts';
import { median, medianRatio } from '../measure/median.ts';
import { otherCheckout } from '../measure/other-checkout.ts';
import { reportComparison } from '../report/report-comparison.ts';
import { measureDeliveries } from './deliveries.ts';
import { fillStore } from './fill-store.ts';
import { measureGraphileWorker } from './graphile-worker.ts';
import { measureLoad, type WireRequest } from './load-client.ts';
import { openPgbench } from './pgbench.ts';
import { measureQueuedDeliveries } from './queued-deliveries.ts';
import { type ReferenceServer, startReferenceServer } from './reference-server.ts';
import { ask, buyCreditFor, createJob, getJob, listJobs } from './requests.ts';

const ROUNDS = countFromEnvironment('BENCH_ROUNDS', 5);
const CALLS = countFromEnvironment('BENCH_CALLS', 1_500);
/** Before they are measured, servers have to have compiled what they run: the first thousand requests take several times as long. */
const WARM_UP_CALLS = Math.max(CALLS, 1_000);
const CONNECTIONS = 32;
const JOBS = 1_000;
/** Different jobs, so that their reads cannot all be one. */
const READ_JOBS = 30;
const QUEUED = 3 * CALLS;
const DELIVERY_ROUNDS = Math.max(2, Math.ceil(ROUNDS / 3));
const PGBENCH_SECONDS = 1;

const HOLDING = 'createJob that holds credit';
const CANCELLED = 'deliveries of jobs as they are cancelled';
const WAITING = 'deliveries that wait';
type Operation = 'getJob' | 'listJobs' | 'createJob' | typeof HOLDING;

interface Measured {
  readonly perSecond: number[];
  /** Milliseconds of the server's processor time for a request. */
  readonly cpu: number[];
  /** Milliseconds of this process's processor time for a request: it shares the machine with the server. */
  readonly load: number[];
}

/** A server, what it is asked, and what was measured of it. */
interface Contestant {
  readonly server: ReferenceServer;
  readonly requests: Readonly<Record<Operation, () => WireRequest>>;
  readonly measured: Record<string, Measured>;
}

const STATUS = { getJob: 200, listJobs: 200, createJob: 201, [HOLDING]: 201 } as const;
const OPERATIONS = Object.keys(STATUS) as Operation[];

const kinds = await databaseKinds();
const ours = await startContestants(kinds);
const checkout = process.env.BENCH_CHECKOUT === undefined ? undefined : otherCheckout();
const earlier = checkout === undefined ? [] : await startEarlier(kinds, checkout);
const pgbench = await openPgbench();
const transactions: number[] = [];
const graphileWorker: number[] = [];

for (let round = 0; round <= ROUNDS; round += 1) {
  for (const operation of OPERATIONS) {
    for (const contestant of [...ours, ...earlier]) {
      if (round === 0) await warmUp(contestant, operation);
      else await take(contestant, operation);
    }
  }
  const perSecond = await pgbench?.measure(PGBENCH_SECONDS);
  if (round > 0 && perSecond !== undefined) transactions.push(perSecond);
}
for (const { server } of [...ours, ...earlier]) await measureDeliveries(server);
for (let round = 0; round < DELIVERY_ROUNDS; round += 1) {
  for (const { server, measured } of [...ours, ...earlier]) {
    note(measured, CANCELLED).perSecond.push(await measureDeliveries(server));
  }
  for (const { server, measured } of ours) {
    note(measured, WAITING).perSecond.push(await measureQueuedDeliveries(server, QUEUED));
  }
  graphileWorker.push(await measureGraphileWorker(QUEUED));
}
for (const { server } of [...ours, ...earlier]) await server.stop();
await pgbench?.remove();

const [sqlite, postgres] = ours;
const [earlierSqlite, earlierPostgres] = earlier;
const rowOf = (name: string) => {
  const of = (contestant: Contestant | undefined) => contestant?.measured[name]?.perSecond ?? [];
  const isWaiting = name === WAITING;
  return {
    name,
    side: 'ours' as const,
    figures: {
      'SQLite, /s': median(of(sqlite)),
      'PostgreSQL, /s': median(of(postgres)),
      'CPU, ms': median(postgres?.measured[name]?.cpu ?? []),
      "load's CPU, ms": median(postgres?.measured[name]?.load ?? []),
      '× SQLite': medianRatio(of(postgres), of(sqlite)),
      '× earlier': medianRatio(of(postgres), of(earlierPostgres)),
      'SQLite × earlier': medianRatio(of(sqlite), of(earlierSqlite)),
      '× pgbench': isDelivery(name) ? Number.NaN : medianRatio(of(postgres), transactions),
      '× graphile-worker': isWaiting ? medianRatio(of(postgres), graphileWorker) : Number.NaN,
    },
  };
};
const atLeast = (row: string, column: ComparisonColumn, limit: number) =>
  ({ row, column, limit, is: 'at least' }) as const;
type ComparisonColumn = keyof ReturnType<typeof rowOf>['figures'];

reportComparison<ComparisonColumn>({
  group: 'Server',
  title: 'PostgreSQL',
  method: `Each server in its own process on loopback, without rate limits, over ${CONNECTIONS} connections: ${ROUNDS} turns of ${CALLS} requests, medians, and the medians of the ratios within a round. CPU is the processor time of the server on PostgreSQL for a request, without the database's; the load's CPU is that of the program that sends the requests. pgbench: ${median(transactions).toFixed(0)} serializable transactions a second of a select, an update and two inserts. graphile-worker, with its local queue: ${median(graphileWorker).toFixed(0)} of the same POSTs a second.`,
  subject: 'operation',
  columns: {
    'SQLite, /s': {},
    'PostgreSQL, /s': {},
    'CPU, ms': { decimals: 3 },
    "load's CPU, ms": { decimals: 3 },
    '× SQLite': { decimals: 2 },
    '× earlier': { decimals: 2 },
    'SQLite × earlier': { decimals: 2 },
    '× pgbench': { decimals: 2 },
    '× graphile-worker': { decimals: 2 },
  },
  rows: [...OPERATIONS, CANCELLED, WAITING].map(rowOf),
  plot: { columns: ['PostgreSQL, /s'], better: 'more' },
  goals: [
    atLeast('getJob', '× SQLite', 0.5),
    atLeast('getJob', '× earlier', 4),
    atLeast('listJobs', '× SQLite', 0.5),
    atLeast('createJob', '× earlier', 2.5),
    atLeast('createJob', '× pgbench', 0.5),
    atLeast(HOLDING, '× pgbench', 0.4),
    atLeast(WAITING, '× graphile-worker', 1),
    atLeast(CANCELLED, 'SQLite × earlier', 2.5),
  ],
});

function isDelivery(name: string): boolean {
  return name === CANCELLED || name === WAITING;
}

async function startContestants(
  started: readonly DatabaseKind[],
  cli?: string,
): Promise<Contestant[]> {
  const contestants: Contestant[] = [];
  for (const kind of started) {
    const server = await startReferenceServer(kind, cli);
    const { url, live, test } = server;
    await ask(url, createJob(test));
    await fillStore(server, JOBS);
    await buyCreditFor(server, WARM_UP_CALLS + ROUNDS * CALLS);
    const ids: string[] = [];
    for (let made = 0; made < READ_JOBS; made += 1) ids.push((await ask(url, createJob(test))).id);
    const reads = ids.map((id) => getJob(test, id));
    let read = 0;
    const page = listJobs(test);
    contestants.push({
      server,
      requests: {
        getJob: () => {
          read += 1;
          return reads[read % READ_JOBS] as WireRequest;
        },
        listJobs: () => page,
        createJob: () => createJob(test),
        [HOLDING]: () => createJob(live),
      },
      measured: {},
    });
  }
  return contestants;
}

/** An earlier version migrates its own database. */
function startEarlier(started: readonly DatabaseKind[], folder: string): Promise<Contestant[]> {
  const unmigrated = started.map((kind) => ({ ...kind, create: kind.createEmpty }));
  return startContestants(unmigrated, join(folder, 'packages/server/dist/cli.js'));
}

/** Sends requests of which nothing is noted. */
async function warmUp({ server, requests }: Contestant, operation: Operation): Promise<void> {
  const load = { total: WARM_UP_CALLS, connections: CONNECTIONS, status: STATUS[operation] };
  await measureLoad(server.url, load, requests[operation]);
}

async function take(
  { server, requests, measured }: Contestant,
  operation: Operation,
): Promise<void> {
  const found = note(measured, operation);
  const before = await server.processorTime();
  const ownBefore = process.cpuUsage();
  const load = { total: CALLS, connections: CONNECTIONS, status: STATUS[operation] };
  const { perSecond } = await measureLoad(server.url, load, requests[operation]);
  const { user, system } = process.cpuUsage(ownBefore);
  found.load.push((user + system) / CALLS / 1_000);
  found.cpu.push(((await server.processorTime()) - before) / CALLS / 1_000);
  found.perSecond.push(perSecond);
}

function note(measured: Record<string, Measured>, name: string): Measured {
  measured[name] ??= { perSecond: [], cpu: [], load: [] };
  return measured[name];
}
