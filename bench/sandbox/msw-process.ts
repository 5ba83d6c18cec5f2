/**
 * One handler under the MSW package whose name it is given: the sandbox's, or a static one that gives the same answer,
 * headers included, to the same operation.
 */
import { registerHooks } from 'node:module';
import type { HttpHandler } from 'msw';
import { answerTurns } from '../measure/process-turns.ts';

const WARM_UP = 2_000;
/** New jobs that a world takes before it is reset, as a suite does after each test. */
const JOBS_OF_A_WORLD = 100;

const [, , msw = 'msw', side, named] = process.argv;
const operation = named === 'createJob' ? 'createJob' : 'getJob';
// One process has one MSW, here and in the sandbox.
registerHooks({
  resolve(specifier, context, next) {
    const isOfPackage = context.parentURL?.includes('/node_modules/') ?? false;
    return next(isOfPackage ? specifier : specifier.replace(/^msw(?=\/|$)/, msw), context);
  },
});
const { HttpResponse, http } = await import('msw');
const { setupServer } = await import('msw/node');
const { createSandbox } = await import('@firsthandapi/sandbox/msw');

const sandbox = createSandbox();
const world = await sandbox.world();
const authorization = `Bearer ${world.apiKey}`;
const order = {
  type: 'data_collection',
  description: 'A coffee cup on a table, seen from above by daylight.',
  files_needed: 10,
  accepted_formats: ['image/jpeg'],
  price_per_file_cents: 50,
};
const jobs = `${world.baseUrl}/v1/jobs`;
let made = 0;
const createJob = () => ({
  method: 'POST',
  headers: {
    authorization,
    'content-type': 'application/json',
    'idempotency-key': `order-${made++}`,
  },
  body: JSON.stringify(order),
});
const created = await world.fetch(jobs, createJob());
const { id } = (await created.clone().json()) as { id: string };
const getJob = { headers: { authorization } };
const answer = operation === 'createJob' ? created : await world.fetch(`${jobs}/${id}`, getJob);
const { status } = answer;
const body = await answer.text();
const headers = { ...Object.fromEntries(answer.headers), connection: 'close' };

const staticHandlers = {
  getJob: http.get(`${jobs}/${id}`, () => new HttpResponse(body, { status, headers })),
  createJob: http.post(jobs, async ({ request }) => {
    // What any double reads that looks at an order.
    await request.json();
    return new HttpResponse(body, { status, headers });
  }),
};
const calls = {
  getJob: () => fetch(`${jobs}/${id}`, getJob),
  createJob() {
    if (made % JOBS_OF_A_WORLD === 0) world.reset();
    return fetch(jobs, createJob());
  },
};
const handlers: HttpHandler[] =
  side === 'sandbox' ? sandbox.handlers() : [staticHandlers[operation]];
setupServer(...handlers).listen();
await answerTurns({ call: async () => (await calls[operation]()).json() }, WARM_UP);
