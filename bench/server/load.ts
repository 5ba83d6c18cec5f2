/**
 * The reference server under load: requests a second and latency of createJob, getJob and listJobs on SQLite and
 * PostgreSQL, with few jobs in the store and with many, beside a stateless mock of the same document; memory; webhook
 * deliveries a second.
 *
 * Run by `pnpm bench server/load`; `JOBS=1000000` for the large store. PostgreSQL takes part when it answers.
 */
import { databaseKinds } from '@firsthandapi/server/testing';
import { countFromEnvironment } from '../measure/count-from-environment.ts';
import { reportComparison } from '../report/report-comparison.ts';
import { compareLoad } from './compare-load.ts';
import {
  type Contender,
  contendersOfMock,
  contendersOfReference,
  type LabelledServer,
} from './contender.ts';
import { measureDeliveries } from './deliveries.ts';
import { fillStore } from './fill-store.ts';
import { measureLoad } from './load-client.ts';
import { startPrism } from './prism.ts';
import { startReferenceServer } from './reference-server.ts';
import { ask, buyCreditFor, createJob } from './requests.ts';

const ROUNDS = countFromEnvironment('BENCH_ROUNDS', 5);
const CALLS = countFromEnvironment('BENCH_CALLS', 3_000);
const CONNECTIONS = countFromEnvironment('BENCH_CONNECTIONS', 32);
const FEW = 1_000;
const MANY = countFromEnvironment('JOBS', 100_000);
const MOCK = 'prism, stateless';

const prism = await startPrism().catch(({ message }: Error) => {
  console.warn(`prism's rows are missing: ${message}`);
});
const servers = await startServers();
const postgresVersion = await versionOfPostgres();
const restingMegabytes = servers.map(({ server }) => server.residentMegabytes());
const contenders: Contender[] = prism === undefined ? [] : [...contendersOfMock(MOCK, prism.url)];
for (const labelled of servers) contenders.push(...(await contendersOfReference(labelled)));

for (let round = 0; round <= ROUNDS; round += 1) {
  for (const { url, status, next, rounds } of contenders) {
    const options = { total: CALLS, connections: CONNECTIONS, status };
    const measured = await measureLoad(url, options, next);
    // The first round compiles.
    if (round > 0) rounds.push(measured);
  }
}
const megabytes = servers.map(({ server }) => server.residentMegabytes());
const deliveries: number[] = [];
for (const { server } of servers) deliveries.push(await measureDeliveries(server));
await prism?.stop();
for (const { server } of servers) await server.stop();

const method = `Each server in its own process on loopback, without rate limits, over ${CONNECTIONS} connections: ${ROUNDS} turns of ${count(CALLS)} requests for each server and operation, medians, and the medians of the ratios to prism and to the same server with ${count(FEW)} jobs within a round; SQLite ${process.versions.sqlite}, ${postgresVersion}.`;
const operations = new Set(contenders.map(({ operation }) => operation));
for (const [place, operation] of [...operations].entries()) {
  const run = { method: place === 0 ? method : 'As above.', mock: MOCK, withFew };
  reportComparison(compareLoad(operation, contenders, run));
}
reportComparison({
  group: 'Server',
  title: 'Memory and deliveries',
  method: `The memory of each process before and after the ${count((ROUNDS + 1) * CALLS * 5)} requests above; then 200 jobs with ten subscribed endpoints are cancelled, and deliveries are counted from the first to the last.`,
  subject: 'server',
  columns: { 'at rest, MB': {}, 'after, MB': {}, 'deliveries /s': {} },
  rows: servers.map(({ label }, place) => ({
    name: label,
    side: 'ours',
    figures: {
      'at rest, MB': restingMegabytes[place] ?? Number.NaN,
      'after, MB': megabytes[place] ?? Number.NaN,
      'deliveries /s': deliveries[place] ?? Number.NaN,
    },
  })),
  plot: { columns: ['deliveries /s'], better: 'more' },
});

/** A server with few jobs and one with many on each kind of database, and credit for what they will be asked. */
async function startServers(): Promise<LabelledServer[]> {
  const started: LabelledServer[] = [];
  for (const kind of await databaseKinds()) {
    for (const jobs of [FEW, MANY]) {
      const server = await startReferenceServer(kind);
      started.push({ label: labelOf(kind.name, jobs), server });
      await ask(server.url, createJob(server.test));
      await fillStore(server, jobs);
      await buyCreditFor(server, (ROUNDS + 1) * CALLS);
    }
  }
  return started;
}

async function versionOfPostgres(): Promise<string> {
  const postgres = servers.find(({ server }) => server.name === 'PostgreSQL')?.server;
  const [row] = (await postgres?.database.execute('SHOW server_version')) ?? [];
  return row === undefined ? 'no PostgreSQL' : `PostgreSQL ${row.server_version}`;
}

function withFew(server: string): string | undefined {
  const [name = '', jobs] = server.split(', ');
  return jobs === `${count(MANY)} jobs` ? labelOf(name, FEW) : undefined;
}

function labelOf(database: string, jobs: number): string {
  return `${database}, ${count(jobs)} jobs`;
}

function count(value: number): string {
  return value.toLocaleString('en');
}
