/**
 * One handler under the MSW package whose name it is given: the sandbox's, or a static one that gives the same answer,
 * headers included.
 */
import { registerHooks } from 'node:module';
import type { HttpHandler } from 'msw';
import { answerTurns } from '../measure/process-turns.ts';

const WARM_UP = 2_000;

const [, , msw = 'msw', side] = process.argv;
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
const created = await world.fetch(`${world.baseUrl}/v1/jobs`, {
  method: 'POST',
  headers: { authorization, 'content-type': 'application/json', 'idempotency-key': 'order' },
  body: JSON.stringify(order),
});
const { id } = (await created.json()) as { id: string };
const request = { headers: { authorization } };
const url = `${world.baseUrl}/v1/jobs/${id}`;
const answer = await world.fetch(url, request);
const body = await answer.text();
const headers = { ...Object.fromEntries(answer.headers), connection: 'close' };

const handlers: HttpHandler[] =
  side === 'sandbox'
    ? sandbox.handlers()
    : [http.get(url, () => new HttpResponse(body, { headers }))];
setupServer(...handlers).listen();
await answerTurns(async () => (await fetch(url, request)).json(), WARM_UP);
