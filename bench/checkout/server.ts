/**
 * What requests cost the server in processor time, with an SQLite file, compared with another checkout of this repository
 * that has been built too: `BENCH_CHECKOUT=../other pnpm bench checkout/server`.
 */
import { join } from 'node:path';
import { databaseKinds } from '@firsthandapi/server/testing';
import { measureLoad, type WireRequest } from '../server/load-client.ts';
import { type ReferenceServer, startReferenceServer } from '../server/reference-server.ts';
import { ask, createJob, getJob, listJobs } from '../server/requests.ts';
import { type CheckoutOperation, compareCheckouts } from './compare-checkouts.ts';

const CALLS = 300;
const WARM_UP = 3_000;
const CONNECTIONS = 8;

interface ServerOperation {
  readonly status: number;
  /** Returns the request, or for a mutation the next one. */
  readonly requestsOf: (key: string, jobId: string) => () => WireRequest;
}

const operations: Readonly<Record<string, ServerOperation>> = {
  createJob: { status: 201, requestsOf: (key) => () => createJob(key) },
  getJob: { status: 200, requestsOf: (key, id) => always(getJob(key, id)) },
  listJobs: { status: 200, requestsOf: (key) => always(listJobs(key)) },
};

await compareCheckouts(
  'Server',
  Object.entries(operations).map(([name, operation]): CheckoutOperation => {
    return {
      name,
      measurePair: (checkouts, rounds) => measurePair(checkouts, operation, rounds),
    };
  }),
);

async function measurePair(
  checkouts: readonly [string, string],
  operation: ServerOperation,
  rounds: number,
) {
  const [ours, theirs] = await Promise.all([
    startTurns(checkouts[0], operation),
    startTurns(checkouts[1], operation),
  ]);
  for (let round = 0; round < rounds; round += 1) {
    const order = round % 2 === 0 ? [ours, theirs] : [theirs, ours];
    for (const { costs, take } of order) costs.push(await take(CALLS));
  }
  await Promise.all([ours.server.stop(), theirs.server.stop()]);
  return { ours: ours.costs, theirs: theirs.costs };
}

/** Starts a server and warms it up. */
async function startTurns(checkout: string, { status, requestsOf }: ServerOperation) {
  const [sqlite] = await databaseKinds();
  if (sqlite?.name !== 'SQLite') throw new Error('SQLite is missing');
  const server = await startReferenceServer(sqlite, join(checkout, 'packages/server/dist/cli.js'));
  const next = requestsOf(server.test, await firstJob(server));
  const take = async (total: number) => {
    const before = await server.processorTime();
    await measureLoad(server.url, { total, connections: CONNECTIONS, status }, next);
    return ((await server.processorTime()) - before) / total;
  };
  await take(WARM_UP);
  return { server, take, costs: [] as number[] };
}

/** Creates a page of jobs, and returns the id of one. */
async function firstJob({ url, test }: ReferenceServer): Promise<string> {
  for (let made = 1; made < 20; made += 1) await ask(url, createJob(test));
  return (await ask(url, createJob(test))).id;
}

function always(request: WireRequest): () => WireRequest {
  return () => request;
}
