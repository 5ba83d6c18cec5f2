/**
 * Two servers on one PostgreSQL beside one, and a server with a Redis beside one without, in one run.
 *
 * Run by `pnpm bench server/processes`.
 */
import { availableParallelism } from 'node:os';
import { databaseKinds, RedisProcess, redisProgram } from '@firsthandapi/server/testing';
import { countFromEnvironment } from '../measure/count-from-environment.ts';
import { median, medianRatio } from '../measure/median.ts';
import { reportComparison } from '../report/report-comparison.ts';
import { measureLoad } from './load-client.ts';
import { measureQueuedDeliveries } from './queued-deliveries.ts';
import { type ReferenceServer, startReferenceServer } from './reference-server.ts';
import { ask, createJob, getJob, listJobs } from './requests.ts';

const ROUNDS = countFromEnvironment('BENCH_ROUNDS', 5);
const CALLS = countFromEnvironment('BENCH_CALLS', 1_500);
const QUEUED = 5 * CALLS;
const CONNECTIONS = 32;

const kind = (await databaseKinds()).find(({ name }) => name === 'PostgreSQL');
const program = redisProgram();
if (kind === undefined || program === undefined) {
  throw new Error('server/processes needs PostgreSQL, and Valkey or Redis');
}
const redis = await RedisProcess.start(program);
const plain = await startReferenceServer(kind);
const shared = await startReferenceServer(kind, undefined, { REDIS_URL: redis.url });

const oneDelivers: number[] = [];
const twoDeliver: number[] = [];
const loads = { getJob: [[], []], listJobs: [[], []], createJob: [[], []] } as {
  readonly [name in 'getJob' | 'listJobs' | 'createJob']: [number[], number[]];
};

for (let round = 0; round <= ROUNDS; round += 1) {
  for (const [place, server] of [plain, shared].entries()) {
    for (const [name, perSecond] of Object.entries(await measureRequests(server))) {
      // The first round compiles.
      if (round > 0) loads[name as keyof typeof loads][place]?.push(perSecond);
    }
  }
  if (round === 0) continue;
  oneDelivers.push(await measureQueuedDeliveries(plain, QUEUED));
  const another = await plain.startAnother();
  twoDeliver.push(await measureQueuedDeliveries(plain, QUEUED));
  await another.stop();
}
await shared.stop();
await plain.stop();
await redis.kill();

const cores = availableParallelism();
const deliveries = `deliveries that wait, two servers beside one, ${cores} cores`;
const rowOf = (name: string, before: readonly number[], after: readonly number[]) => ({
  name,
  side: 'ours' as const,
  figures: {
    'before, /s': median([...before]),
    'after, /s': median([...after]),
    ratio: medianRatio([...after], [...before]),
  },
});

reportComparison<'before, /s' | 'after, /s' | 'ratio'>({
  group: 'Server',
  title: 'More processes',
  method: `${ROUNDS} turns on one machine with ${cores} cores, which servers, PostgreSQL, Redis, clients and receivers share. Requests: ${CALLS} over ${CONNECTIONS} connections.`,
  subject: 'work',
  columns: { 'before, /s': {}, 'after, /s': {}, ratio: { decimals: 2 } },
  rows: [
    rowOf(deliveries, oneDelivers, twoDeliver),
    ...Object.entries(loads).map(([name, [before, after]]) =>
      rowOf(`${name}, with REDIS_URL beside without`, before, after),
    ),
  ],
  plot: { columns: ['ratio'], better: 'more' },
  // Two processes, PostgreSQL and the receiver need a core each before a second process can be half faster.
  goals: [{ row: deliveries, column: 'ratio', limit: cores >= 4 ? 1.5 : 0.9, is: 'at least' }],
});

async function measureRequests({ url, test }: ReferenceServer) {
  const { id } = await ask(url, createJob(test));
  const of = async (status: number, request: () => ReturnType<typeof listJobs>) => {
    const load = { total: CALLS, connections: CONNECTIONS, status };
    return (await measureLoad(url, load, request)).perSecond;
  };
  const job = getJob(test, id);
  const page = listJobs(test);
  return {
    getJob: await of(200, () => job),
    listJobs: await of(200, () => page),
    createJob: await of(201, () => createJob(test)),
  };
}
