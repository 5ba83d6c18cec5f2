/** One operation of the sandbox that is built in a checkout, over and over. */
import { pathToFileURL } from 'node:url';
import type * as Sandbox from '@firsthandapi/sandbox';
import { answerTurns, type Turn } from '../measure/process-turns.ts';
import type { SandboxOperation } from './sandbox-operations.ts';

const [, , checkout = '', operation = 'createJob', warmUp = '1'] = process.argv;
const entry = pathToFileURL(`${checkout}/packages/sandbox/dist/index.js`);
const { createSandbox } = (await import(entry.href)) as typeof Sandbox;
const world = await createSandbox().world({ credits: 0 });
const authorization = `Bearer ${world.apiKey}`;
const jobs = `${world.baseUrl}/v1/jobs`;
let keys = 0;
let place = 0;
let ids: string[] = [];

const get = (url: string) => world.fetch(url, { headers: { authorization } });
const post = (url: string, body: string) => {
  keys += 1;
  const headers = {
    authorization,
    'content-type': 'application/json',
    'idempotency-key': `key-${keys}`,
  };
  return world.fetch(url, { method: 'POST', headers, body });
};
const order = (files: number) =>
  JSON.stringify({
    type: 'data_collection',
    description: 'A coffee cup on a table, seen from above by daylight.',
    files_needed: files,
    accepted_formats: ['image/jpeg'],
    price_per_file_cents: 50,
  });
const ONE_FILE = order(1);

/** Calls that change a job find one each that was created before the turn. */
async function prepareJobs(count: number): Promise<void> {
  world.reset();
  [ids, place] = [[], 0];
  for (let made = 0; made < count; made += 1) {
    ids.push(await create(ONE_FILE));
  }
}

async function expect(response: Promise<Response>, status: number): Promise<Response> {
  const received = await response;
  if (received.status === status) return received;
  throw new Error(`A call returned ${received.status}: ${await received.text()}`);
}

async function create(files: string): Promise<string> {
  const created = await expect(post(jobs, files), 201);
  return ((await created.json()) as { id: string }).id;
}

const nextJob = () => {
  place += 1;
  return `${jobs}/${ids[place - 1]}`;
};

/** A job from its creation to its completion, and its first files. */
async function work(files: number): Promise<void> {
  const id = await create(order(files));
  await world.clock.advance('15s');
  const list = await expect(get(`${jobs}/${id}/files?limit=100`), 200);
  const { data } = (await list.json()) as { data: unknown[] };
  if (data.length !== Math.min(files, 100)) throw new Error('The job has no files');
}

async function receive(request: Request): Promise<Response> {
  await request.text();
  return new Response(null, { status: 204 });
}

function inNewWorld(action: () => Promise<void>): Promise<void> {
  world.reset();
  return action();
}

const turns: { readonly [Operation in SandboxOperation]: Turn } = {
  createJob: {
    prepare: () => prepareJobs(0),
    call: () => expect(post(jobs, ONE_FILE), 201),
  },
  getJob: {
    prepare: () => prepareJobs(1),
    call: () => expect(get(`${jobs}/${ids[0]}`), 200),
  },
  listJobs: {
    prepare: () => prepareJobs(100),
    call: () => expect(get(jobs), 200),
  },
  cancelJob: {
    prepare: prepareJobs,
    call: () => expect(post(`${nextJob()}/cancel`, ''), 200),
  },
  rateJob: {
    async prepare(calls) {
      await prepareJobs(calls);
      await world.clock.advance('15s');
    },
    call: () => expect(post(`${nextJob()}/rate`, '{"rating":5}'), 200),
  },
  '10 files': { call: () => inNewWorld(() => work(10)) },
  '10 files and 21 webhooks': {
    call: () =>
      inNewWorld(async () => {
        await world.webhooks.deliverTo(receive);
        await work(10);
      }),
  },
  '10000 files': { call: () => inNewWorld(() => work(10_000)) },
};
await answerTurns(turns[operation as SandboxOperation], Number(warmUp));
