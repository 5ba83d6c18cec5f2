/** One call of the client that is built in a checkout, over and over. Its `fetch` returns at once. */
import { pathToFileURL } from 'node:url';
import type * as Sdk from '@firsthandapi/sdk';
import { answerTurns, type Turn } from '../measure/process-turns.ts';
import type { ClientCall } from './client-calls.ts';

const [, , checkout = '', call = 'getJob', warmUp = '1'] = process.argv;
const entry = pathToFileURL(`${checkout}/packages/sdk/dist/index.js`);
const { FirstHandClient } = (await import(entry.href)) as typeof Sdk;

const JOB = {
  id: 'job_01JD0000000000000000000000',
  type: 'data_collection',
  status: 'in_progress',
  description: 'A coffee cup on a table, seen from above by daylight.',
  files_needed: 10,
  files_approved: 3,
  accepted_formats: ['image/jpeg'],
  price_per_file_cents: 50,
  metadata: { project: 'cups' },
};
const BODY = {
  type: 'data_collection' as const,
  description: JOB.description,
  files_needed: 10,
  accepted_formats: ['image/jpeg' as const],
  price_per_file_cents: 50,
};
const bodies: Readonly<Record<ClientCall, string>> = {
  getJob: JSON.stringify(JOB),
  createJob: JSON.stringify(JOB),
  listJobs: JSON.stringify({ data: [JOB], has_more: false, next_cursor: null }),
};
const body = bodies[call as ClientCall];
const headers = { 'content-type': 'application/json', 'x-request-id': 'req_1' };
const client = new FirstHandClient({
  apiKey: 'fh_test_sk_4fT9kQ2mZx7LpW1vB8nR3cY6',
  baseUrl: 'http://127.0.0.1',
  fetch: async () => new Response(body, { headers }),
});

const turns: { readonly [Call in ClientCall]: Turn } = {
  getJob: { call: () => client.getJob(JOB.id) },
  createJob: { call: () => client.createJob(BODY) },
  listJobs: { call: () => client.listJobs({ limit: 20 }) },
};
await answerTurns(turns[call as ClientCall], Number(warmUp));
