import { expect, test } from 'vitest';
import { createSandbox } from '../local/create-sandbox.ts';
import { callApi, jobOrder } from '../testing/api-caller.ts';
import type { World } from '../world/world.ts';

const statusOf = async (world: World, method = 'GET', path = '/v1/jobs') =>
  (await callApi(world, method, path, method === 'POST' ? jobOrder() : undefined)).status;

test('answers an error of the API, counted', async () => {
  const world = await createSandbox().world({ now: '2026-01-01T00:00:00Z' });
  world.fault('GET /v1/jobs', { status: 503, times: 2, retryAfter: '1500ms' });
  const { status, headers, body } = await callApi(world, 'GET', '/v1/jobs');
  expect(status).toBe(503);
  expect(body.error).toEqual({
    type: 'service_unavailable',
    message: 'Simulated service_unavailable',
    request_id: headers.get('x-request-id'),
  });
  expect(headers.get('retry-after')).toBe('2');
  expect(headers.get('x-ratelimit-reset')).toMatch(/^\d+$/);
  expect([await statusOf(world), await statusOf(world)]).toEqual([503, 200]);
});

test('hits only its route, and parameters stand for any value', async () => {
  const world = await createSandbox().world();
  world.fault('GET /v1/jobs/:id', { status: 500, times: Number.POSITIVE_INFINITY });
  expect(await statusOf(world)).toBe(200);
  expect(await statusOf(world, 'GET', '/v1/jobs/job_x')).toBe(500);
  expect(await statusOf(world, 'GET', '/v1/jobs/job_y')).toBe(500);
  expect(await statusOf(world, 'GET', '/v1/jobs/job_x/files')).toBe(404);
});

test('a literal segment is no parameter', async () => {
  const world = await createSandbox().world();
  world.fault('GET /v1/submissions/:id', { status: 500 });
  expect(await statusOf(world, 'GET', '/v1/submissions/summary')).not.toBe(500);
});

test('skips as many requests as asked', async () => {
  const world = await createSandbox().world();
  world.fault('*', { status: 429, skip: 2 });
  const statuses = [];
  for (let calls = 0; calls < 4; calls += 1) statuses.push(await statusOf(world));
  expect(statuses).toEqual([200, 200, 429, 200]);
});

test('does no work when it answers an error', async () => {
  const world = await createSandbox().world();
  world.fault('POST /v1/jobs', { status: 500 });
  expect(await statusOf(world, 'POST')).toBe(500);
  expect(await world.jobs()).toEqual([]);
});

test('latency waits on the clock of the world', async () => {
  const world = await createSandbox().world();
  world.fault('GET /v1/jobs', { latency: '800ms' });
  let isAnswered = false;
  const answer = statusOf(world).then((status) => {
    isAnswered = true;
    return status;
  });
  await world.clock.advance('799ms');
  expect(isAnswered).toBe(false);
  await world.clock.advance('1ms');
  expect(await answer).toBe(200);
});

test('latency passes by itself on an automatic clock', async () => {
  const world = await createSandbox().world({ clock: 'auto', now: '2026-01-01T00:00:00Z' });
  world.fault('GET /v1/jobs', { latency: '3s', status: 500 });
  expect(await statusOf(world)).toBe(500);
  expect(world.clock.now()).toEqual(new Date('2026-01-01T00:00:03Z'));
});

test('a reset connection rejects as fetch does, and nothing was done', async () => {
  const world = await createSandbox().world();
  world.fault('POST /v1/jobs', { network: 'reset' });
  await expect(statusOf(world, 'POST')).rejects.toMatchObject({
    name: 'TypeError',
    message: 'fetch failed',
    cause: { code: 'ECONNRESET' },
  });
  expect(await world.jobs()).toEqual([]);
});

test('an answer lost after commit was given all the same', async () => {
  const world = await createSandbox().world();
  world.fault('POST /v1/jobs', { afterCommit: 'reset' });
  const send = () =>
    callApi(world, 'POST', '/v1/jobs', jobOrder(), { headers: { 'Idempotency-Key': 'one' } });
  await expect(send()).rejects.toThrow('fetch failed');
  const again = await send();
  expect(again.status).toBe(201);
  expect(again.headers.get('idempotent-replayed')).toBe('true');
  expect(await world.jobs()).toHaveLength(1);
});

test('a timeout leaves the caller to its own signal', async () => {
  const world = await createSandbox().world();
  world.fault('GET /v1/jobs', { network: 'timeout' });
  const controller = new AbortController();
  const answer = world.fetch(`${world.baseUrl}/v1/jobs`, { signal: controller.signal });
  const reason = new Error('enough');
  controller.abort(reason);
  await expect(answer).rejects.toBe(reason);
});

test('a truncated body fails while it is read', async () => {
  const world = await createSandbox().world();
  world.fault('GET /v1/jobs', { network: 'truncate' });
  const headers = { Authorization: `Bearer ${world.apiKey}` };
  const response = await world.fetch(`${world.baseUrl}/v1/jobs`, { headers });
  expect(response.status).toBe(200);
  await expect(response.text()).rejects.toThrow('terminated');
});

test('hits downloads too', async () => {
  const world = await createSandbox().world();
  const { body } = await callApi(world, 'POST', '/v1/jobs', jobOrder());
  await world.clock.runUntil(body.id, 'completed');
  const [file] = await world.files();
  world.fault('GET files', { status: 404 });
  expect((await world.fetch(file?.download_url ?? '')).status).toBe(404);
  expect((await world.fetch(file?.download_url ?? '')).status).toBe(200);
});

test('assertAllHit names the faults that hit nothing', async () => {
  const world = await createSandbox().world();
  world.fault('GET /v1/jobs', { status: 500 });
  world.fault('POST /v1/jobs', { network: 'reset', skip: 1 });
  await statusOf(world);
  await statusOf(world, 'POST');
  expect(() => world.faults.assertAllHit()).toThrow(
    'These faults were set and never hit:\n  POST /v1/jobs {"network":"reset"}, after 1 of 1 skipped',
  );
  world.faults.clear();
  expect(() => world.faults.assertAllHit()).not.toThrow();
});

test('strict worlds end in an error when a fault was never hit', async () => {
  const world = await createSandbox().world({ strict: true });
  world.fault('GET /v1/jobs', { status: 500 });
  await expect(world[Symbol.asyncDispose]()).rejects.toThrow(/never hit/);
});

test.each([
  ['GET /v1/job', { status: 500 }, /^route: "GET \/v1\/job" is no route of the API/],
  ['*', { status: 200 }, /^status: 200 is no error/],
  ['*', {}, /^fault: give one of status, network, afterCommit and latency/],
  ['*', { status: 500, network: 'reset' }, /^fault: give one of .* not several/],
  ['*', { network: 'slow' }, /^network: use one of reset, timeout, truncate/],
  ['*', { status: 500, times: 0 }, /^times: 0 is not a whole number from 1/],
  ['*', { status: 500, skip: -1 }, /^skip: -1 is not a whole number from 0/],
  ['*', { latency: 'long' }, /^latency: "long" is not a duration/],
])('refuses %s with %j', async (route, fault, message) => {
  const world = await createSandbox().world();
  expect(() => world.fault(route as never, fault as never)).toThrow(message);
});
