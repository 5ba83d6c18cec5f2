import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { callApi, jobOrder } from '../../src/testing/api-caller.ts';
import { installSandbox } from '../../src/vitest.ts';

const sandbox = installSandbox({ seed: 42 });
/** The global fetch at the time of the call, as an application uses it. */
const fetch: typeof globalThis.fetch = (input, init) => globalThis.fetch(input, init);

let link = '';

async function download(): Promise<void> {
  const response = await fetch(link);
  expect((await response.arrayBuffer()).byteLength).toBeGreaterThan(0);
}

beforeEach(async () => {
  const world = sandbox.current;
  const { body } = await callApi(world, 'POST', '/v1/jobs', jobOrder(), { fetch });
  await world.clock.runUntil(body.id, 'completed');
  link = (await world.files())[0]?.download_url ?? '';
  // A pooled connection from before the timers were faked would hang. A download has a length, so that its connection
  // could be pooled.
  for (let calls = 0; calls < 10; calls += 1) await download();
  vi.useFakeTimers();
});
afterEach(() => void vi.useRealTimers());

test.each([1, 2, 3])('completes requests under default fake timers, run %d', async () => {
  const world = sandbox.current;
  for (let calls = 0; calls < 5; calls += 1) await download();
  const { body } = await callApi(world, 'POST', '/v1/jobs', jobOrder(2), { fetch });
  await world.clock.advance('15s');
  const job = await callApi(world, 'GET', `/v1/jobs/${body.id}`, undefined, { fetch });
  expect(job.body.status).toBe('completed');
  const files = await callApi(world, 'GET', `/v1/jobs/${body.id}/files`, undefined, { fetch });
  expect(files.body.data).toHaveLength(2);
});

test('delivers webhooks under default fake timers', async () => {
  const types: string[] = [];
  await sandbox.current.webhooks.deliverTo(async (request) => {
    types.push(((await request.json()) as { type: string }).type);
    return new Response();
  });
  await callApi(sandbox.current, 'POST', '/v1/jobs', jobOrder(), { fetch });
  await sandbox.current.clock.advance('15s');
  expect(types.at(-1)).toBe('job.completed');
});

test('moves the clock past a hanging handler under fake timers', async () => {
  const world = await sandbox.world({ patience: 20 });
  await world.webhooks.deliverTo(() => new Promise<Response>(() => {}), {
    events: ['job.completed'],
  });
  await callApi(world, 'POST', '/v1/jobs', jobOrder());
  await world.clock.advance('1h');
  expect(world.webhooks.deliveries()[0]).toMatchObject({ reason: 'timeout' });
});
