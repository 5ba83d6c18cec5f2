import { randomUUID } from 'node:crypto';
import { callServer, JOB, type TestServer } from './test-server.ts';

/** Ids of objects by the noun of their path, such as `jobs` or `privacy/exports`. */
export type Ids = Readonly<Record<string, readonly string[]>>;

/** Returns the noun of an operation's path. */
export function nounOf(path: string): string {
  return path.replace(/^\/v1\//, '').replace(/\/\{id\}.*/, '');
}

/** An organization with one object of each kind in each environment, and a mark in all of its texts. */
export interface ObjectOwner {
  /** Occurs only in its texts, so a response to another organization that contains it is a leak. */
  readonly mark: string;
  readonly keys: { readonly live: string; readonly test: string };
  /** Its objects in each environment. */
  readonly ids: { readonly live: Ids; readonly test: Ids };
  /** Returns everything that other organizations must not be able to change, as the server shows it, as text. */
  snapshot(url: string): Promise<string>;
}

const LISTS = [
  '/v1/jobs',
  '/v1/submissions',
  '/v1/webhook_endpoints',
  '/v1/webhook_events',
  '/v1/api_keys',
  '/v1/billing/credits',
  '/v1/billing/transactions',
  '/v1/organization/settings',
] as const;

/** Fields that reading itself changes: a read uses a key, and download links are signed on each response. */
const FLEETING = new Set(['last_used_at', 'file_url']);

const LATER_MS = 30_000;

/** Creates the organization on a new server, and closes the server. */
export async function createObjectOwner(server: TestServer): Promise<ObjectOwner> {
  const mark = `mark${randomUUID().replaceAll('-', '')}`;
  const call = (key: string, method: string, path: string, body?: unknown) =>
    callServer(server.url, method, path, { key, ...(body !== undefined && { body }) });
  const settings = { name: `Owner ${mark}`, email: `${mark}@owner.example` };
  await call(server.live, 'PATCH', '/v1/organization/settings', settings);
  const live = await makeObjects(call, server.live, mark);
  const test = await makeObjects(call, server.test, mark);
  await server.server.close();
  const { submissions, files } = await workOn(server, test.jobs?.[0] ?? '');
  const keys = { live: server.live, test: server.test };
  return {
    mark,
    keys,
    ids: { live, test: { ...test, submissions, files } },
    async snapshot(url) {
      const seen: unknown[] = [];
      for (const key of Object.values(keys)) {
        for (const path of LISTS) {
          const { status, body } = await callServer(url, 'GET', path, { key });
          seen.push([path, status, body]);
        }
      }
      return JSON.stringify(seen, (name, value) => (FLEETING.has(name) ? null : value));
    },
  };
}

type Call = (
  key: string,
  method: string,
  path: string,
  body?: unknown,
) => ReturnType<typeof callServer>;

/** Creates one object of each kind that a client can create by itself. */
async function makeObjects(call: Call, key: string, mark: string): Promise<Ids> {
  const make = async (noun: string, body?: unknown): Promise<string> => {
    const { status, body: made } = await call(key, 'POST', `/v1/${noun}`, body);
    if (status >= 300) throw new Error(`${noun} returns ${status}: ${JSON.stringify(made)}`);
    return made.id;
  };
  const job = { ...JOB, description: `Photos for ${mark}`, title: mark, metadata: { mark } };
  const hook = { url: `http://127.0.0.1:9/${mark}`, events: ['job.cancelled'] };
  const jobs = [await make('jobs', job), await make('jobs', job)];
  const endpoint = await make('webhook_endpoints', hook);
  await call(key, 'POST', `/v1/jobs/${jobs[1]}/cancel`);
  const { body: events } = await call(key, 'GET', '/v1/webhook_events');
  return {
    jobs,
    webhook_endpoints: [endpoint],
    webhook_events: events.data.map(idOf),
    api_keys: [await make('api_keys', { name: mark })],
    'privacy/exports': [await make('privacy/exports', {})],
    'privacy/erasures': [await make('privacy/erasures', { target: 'job', job_id: jobs[1] })],
  };
}

/** Completes the simulated work on a job, as if the server had been down for longer than the work takes. */
async function workOn(
  { database, startSecond, test: key }: TestServer,
  jobId: string,
): Promise<{ readonly submissions: string[]; readonly files: string[] }> {
  await database.script([
    `UPDATE jobs SET created_at = created_at - ${LATER_MS}`,
    `UPDATE tasks SET due_at = due_at - ${LATER_MS}, leased_until = NULL`,
  ]);
  const server = await startSecond();
  const read = async (path: string) => (await callServer(server.url, 'GET', path, { key })).body;
  try {
    while ((await read(`/v1/jobs/${jobId}`)).status !== 'completed') {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    const submissions = await read(`/v1/jobs/${jobId}/submissions`);
    const files = await read(`/v1/jobs/${jobId}/files`);
    return { submissions: submissions.data.map(idOf), files: files.data.map(idOf) };
  } finally {
    await server.close();
  }
}

function idOf({ id }: { readonly id: string }): string {
  return id;
}
