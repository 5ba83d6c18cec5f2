/**
 * The sandbox behind a port: requests a second, time to start and memory, beside two mocks that answer from the same
 * document without keeping state, and a hand-written Hono app over a Map that checks nothing.
 */
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { countFromEnvironment } from '../measure/count-from-environment.ts';
import { median } from '../measure/median.ts';
import { type RunningServer, startServer } from '../measure/start-server.ts';
import type { Side } from '../report/comparison.ts';
import { reportComparison } from '../report/report-comparison.ts';
import { measureLoad, type WireRequest } from '../server/load-client.ts';
import { startPrism } from '../server/prism.ts';
import { ORDER } from './store-app.ts';

const ROUNDS = countFromEnvironment('BENCH_ROUNDS', 7);
const CALLS = countFromEnvironment('BENCH_CALLS', 2_000);
const STARTS = 5;
const CONNECTIONS = 16;
const API_KEY = 'fh_test_sk_benchmarks';

const require = createRequire(import.meta.url);
const CLI = join(dirname(require.resolve('@firsthandapi/sandbox/package.json')), 'dist/cli.js');
const own = (file: string) => (port: number) => [join(import.meta.dirname, file), String(port)];

interface Contestant {
  readonly name: string;
  readonly side: Side;
  readonly start: () => Promise<RunningServer>;
}

const CONTESTANTS: readonly Contestant[] = [
  {
    name: '@firsthandapi/sandbox serve',
    side: 'ours',
    start: () =>
      startServer((port) => [
        ...[CLI, 'serve', '--clock', 'manual', '--api-key', API_KEY, '--port', String(port)],
      ]),
  },
  { name: '@stoplight/prism-cli', side: 'peer', start: startPrism },
  { name: '@scalar/mock-server', side: 'peer', start: () => startServer(own('scalar-server.ts')) },
  { name: 'Hono over a Map', side: 'by hand', start: () => startServer(own('store-server.ts')) },
];

/** A contestant's server, and what was measured of it. */
interface Measured extends Contestant {
  readonly server: RunningServer;
  readonly startedIn: readonly number[];
  readonly restingMegabytes: number;
  readonly jobId: string;
  readonly reads: number[];
  readonly writes: number[];
}

let keys = 0;

function createJob(): WireRequest {
  keys += 1;
  const headers = {
    Authorization: `Bearer ${API_KEY}`,
    'Content-Type': 'application/json',
    'Idempotency-Key': `bench-${keys}`,
  };
  return { method: 'POST', path: '/v1/jobs', headers, body: ORDER };
}

function getJob(jobId: string): WireRequest {
  const headers = { Authorization: `Bearer ${API_KEY}` };
  return { method: 'GET', path: `/v1/jobs/${jobId}`, headers };
}

async function idOfNewJob({ url }: RunningServer): Promise<string> {
  const { method, path, headers, body = null } = createJob();
  const response = await fetch(new URL(path, url), { method, headers, body });
  return ((await response.json()) as { id: string }).id;
}

/** Starts a contestant's server several times, and leaves the last one running. */
async function enter(contestant: Contestant): Promise<Measured> {
  const startedIn = [];
  for (let start = 1; start < STARTS; start += 1) {
    const server = await contestant.start();
    startedIn.push(server.startedIn);
    await server.stop();
  }
  const server = await contestant.start();
  startedIn.push(server.startedIn);
  const restingMegabytes = server.residentMegabytes();
  const jobId = await idOfNewJob(server);
  return { ...contestant, server, startedIn, restingMegabytes, jobId, reads: [], writes: [] };
}

const measured: Measured[] = [];
for (const contestant of CONTESTANTS) measured.push(await enter(contestant));
const load = { total: CALLS, connections: CONNECTIONS };
for (let round = 0; round <= ROUNDS; round += 1) {
  for (const { server, jobId, reads, writes } of measured) {
    const read = await measureLoad(server.url, { ...load, status: 200 }, () => getJob(jobId));
    const written = await measureLoad(server.url, { ...load, status: 201 }, createJob);
    // The first round compiles.
    if (round === 0) continue;
    reads.push(read.perSecond);
    writes.push(written.perSecond);
  }
}

const ours = '@firsthandapi/sandbox serve';
reportComparison({
  group: 'Sandbox',
  title: 'Sandbox over HTTP',
  method: `Each server in its own process on loopback, over ${CONNECTIONS} connections: the median of ${ROUNDS} turns of ${CALLS} \`getJob\` and ${CALLS} \`createJob\`, from spawning the process to its first response (the median of ${STARTS} starts), and the memory of the process then and after ${(ROUNDS + 1) * CALLS * 2} requests. The sandbox keeps every job; of the others, only the last does.`,
  subject: 'server',
  columns: {
    'GET /s': {},
    'POST /s': {},
    'started in, ms': { better: 'less' },
    'at rest, MB': { better: 'less' },
    'after, MB': { better: 'less' },
  },
  rows: measured.map(({ name, side, server, startedIn, restingMegabytes, reads, writes }) => ({
    name,
    side,
    figures: {
      'GET /s': median(reads),
      'POST /s': median(writes),
      'started in, ms': median(startedIn),
      'at rest, MB': restingMegabytes,
      'after, MB': server.residentMegabytes(),
    },
  })),
  plot: { columns: ['GET /s', 'POST /s'], better: 'more' },
  goals: [
    { row: ours, column: 'GET /s', is: 'at least', limit: 15_000 },
    { row: ours, column: 'POST /s', is: 'at least', limit: 8_000 },
    { row: ours, column: 'started in, ms', is: 'under', limit: 250 },
    { row: ours, column: 'at rest, MB', is: 'under', limit: 120 },
  ],
});
for (const { server } of measured) await server.stop();
