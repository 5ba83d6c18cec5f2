/**
 * The reference server under load: requests a second and latency of createJob, getJob and listJobs on SQLite and
 * PostgreSQL, with few jobs in the store and with many, beside a stateless mock of the same document.
 *
 * Run by `pnpm --filter @firsthandapi/bench bench:server`; `JOBS=1000000` for the large store. Each server is a process
 * of its own on loopback. Servers take turns within each round, so that a slow moment of the machine meets all of
 * them; the table gives medians over the rounds, and ratios are taken within the round.
 */
import { databaseKinds } from '../../packages/server/src/storage/testing/databases.ts';
import { measureDeliveries } from './deliveries.ts';
import { fillStore } from './fill-store.ts';
import { type Measured, measureLoad, type WireRequest } from './load-client.ts';
import { startPrism } from './prism.ts';
import { type ReferenceServer, startReferenceServer } from './reference-server.ts';
import { ask, buyCreditFor, createJob, getJob, listJobs } from './requests.ts';

const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 5);
const CALLS = Number(process.env.BENCH_CALLS ?? 3_000);
const CONNECTIONS = Number(process.env.BENCH_CONNECTIONS ?? 32);
const FEW = 1_000;
const MANY = Number(process.env.JOBS ?? 100_000);

/** One server under one kind of request. */
interface Contender {
  readonly operation: string;
  readonly server: string;
  readonly url: URL;
  readonly status: number;
  readonly next: () => WireRequest;
  readonly rounds: Measured[];
}

const prism = await startPrism();
if (prism === undefined) console.warn('prism cannot be had: its rows are missing');
const servers: { readonly label: string; readonly server: ReferenceServer }[] = [];
for (const kind of await databaseKinds()) {
  for (const jobs of [FEW, MANY]) {
    const server = await startReferenceServer(kind);
    servers.push({ label: `${kind.name}, ${jobs} jobs`, server });
    await ask(server.url, createJob(server.test));
    await fillStore(server, jobs);
    await buyCreditFor(server, (ROUNDS + 1) * CALLS);
  }
}
const memory = servers.map(({ server }) => [Math.round(server.residentMegabytes())]);
const contenders = [
  ...(prism === undefined
    ? []
    : contendersOf(
        'prism, stateless',
        prism.url,
        'fh_test_sk_x',
        'job_01KM59A1BW2E5CYE53KSBGENQG',
      )),
];
for (const { label, server } of servers) {
  const { id } = await ask(server.url, createJob(server.test));
  contenders.push(...contendersOf(label, server.url, server.test, id));
  contenders.push({
    operation: 'createJob, live: holds credit',
    server: label,
    url: server.url,
    status: 201,
    next: () => createJob(server.live),
    rounds: [],
  });
  const middle = await cursorInTheMiddle(server);
  contenders.push({
    operation: 'listJobs, far from the newest',
    server: label,
    url: server.url,
    status: 200,
    next: () => listJobs(server.test, middle),
    rounds: [],
  });
}
for (let round = 0; round <= ROUNDS; round += 1) {
  for (const { url, status, next, rounds } of contenders) {
    const measured = await measureLoad(
      url,
      { total: CALLS, connections: CONNECTIONS, status },
      next,
    );
    // The first round compiles.
    if (round > 0) rounds.push(measured);
  }
  for (const [place, { server }] of servers.entries()) {
    memory[place]?.push(Math.round(server.residentMegabytes()));
  }
}
printLoad();
console.log(`MB at rest, and after each ${CALLS * 5} requests`);
console.table(servers.map(({ label }, place) => ({ server: label, MB: memory[place]?.join(' ') })));
const deliveries = [];
for (const { label, server } of servers) {
  deliveries.push({ server: label, 'deliveries /s': Math.round(await measureDeliveries(server)) });
}
console.table(deliveries);
prism?.stop();
for (const { server } of servers) await server.stop();

function contendersOf(server: string, url: URL, key: string, id: string): Contender[] {
  const shared = { server, url };
  return [
    { ...shared, operation: 'createJob', status: 201, next: () => createJob(key), rounds: [] },
    { ...shared, operation: 'getJob', status: 200, next: () => getJob(key, id), rounds: [] },
    { ...shared, operation: 'listJobs', status: 200, next: () => listJobs(key), rounds: [] },
  ];
}

/** A page deep in the list, as somebody who goes through all of it would ask for it. */
async function cursorInTheMiddle({ url, test }: ReferenceServer): Promise<string> {
  let cursor: string | undefined;
  for (let page = 0; page < 5; page += 1) {
    const request = listJobs(test, cursor);
    const path = `${request.path}${cursor === undefined ? '?' : '&'}limit=100`;
    ({ next_cursor: cursor } = await ask(url, { ...request, path }));
  }
  return cursor ?? '';
}

function printLoad(): void {
  const operations = [...new Set(contenders.map(({ operation }) => operation))];
  for (const operation of operations) {
    const rows = contenders.filter((contender) => contender.operation === operation);
    const mock = rows.find(({ server }) => server.startsWith('prism'));
    console.log(`${operation}, ${CONNECTIONS} connections, median of ${ROUNDS} rounds of ${CALLS}`);
    console.table(
      rows.map((contender) => ({
        server: contender.server,
        'requests /s': Math.round(medianOf(contender, ({ perSecond }) => perSecond)),
        'best /s': Math.round(Math.max(...contender.rounds.map(({ perSecond }) => perSecond))),
        'p50 ms': Number(medianOf(contender, ({ p50 }) => p50).toFixed(1)),
        'p99 ms': Number(medianOf(contender, ({ p99 }) => p99).toFixed(1)),
        '× prism': mock === undefined ? '–' : ratio(contender, mock),
        'cost × few jobs': costOfMany(contender, rows),
      })),
    );
  }
}

/** How much longer a request takes with many jobs in the store than with few: 1 when their number does not matter. */
function costOfMany(contender: Contender, rows: readonly Contender[]): string {
  const [name = '', jobs] = contender.server.split(', ');
  if (jobs !== `${MANY} jobs`) return '–';
  const few = rows.find(({ server }) => server === `${name}, ${FEW} jobs`);
  return few === undefined ? '–' : ratio(few, contender);
}

function ratio(one: Contender, other: Contender): string {
  const ratios = one.rounds.map(
    ({ perSecond }, round) => perSecond / (other.rounds[round]?.perSecond ?? Number.NaN),
  );
  return median(ratios).toFixed(2);
}

function medianOf({ rounds }: Contender, figure: (measured: Measured) => number): number {
  return median(rounds.map(figure));
}

function median(values: readonly number[]): number {
  return [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN;
}
