import { expect, test } from 'vitest';
import { createSandbox } from '../index.ts';
import { callApi, jobOrder } from '../testing/api-caller.ts';
import type { World } from '../world/world.ts';

const statusOf = async (world: World, method = 'GET', path = '/v1/jobs') =>
  (await callApi(world, method, path, method === 'POST' ? jobOrder() : undefined)).status;

test('returns an error of the API the given number of times', async () => {
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

test('hits only its route, whatever the value of its parameters', async () => {
  const world = await createSandbox().world();
  world.fault('GET /v1/jobs/:id', { status: 500, times: Number.POSITIVE_INFINITY });
  expect(await statusOf(world)).toBe(200);
  expect(await statusOf(world, 'GET', '/v1/jobs/job_x')).toBe(500);
  expect(await statusOf(world, 'GET', '/v1/jobs/job_y')).toBe(500);
  expect(await statusOf(world, 'GET', '/v1/jobs/job_x/files')).toBe(404);
});

test('does not match a literal segment with a parameter', async () => {
  const world = await createSandbox().world();
  world.fault('GET /v1/submissions/:id', { status: 500 });
  expect(await statusOf(world, 'GET', '/v1/submissions/summary')).not.toBe(500);
});

test('skips the given number of requests', async () => {
  const world = await createSandbox().world();
  world.fault('*', { status: 429, skip: 2 });
  const statuses = [];
  for (let calls = 0; calls < 4; calls += 1) statuses.push(await statusOf(world));
  expect(statuses).toEqual([200, 200, 429, 200]);
});

test('does not process the request that a status fault hits', async () => {
  const world = await createSandbox().world();
  world.fault('POST /v1/jobs', { status: 500 });
  expect(await statusOf(world, 'POST')).toBe(500);
  expect(await world.jobs()).toEqual([]);
});

test("delays the response on the world's clock", async () => {
  const world = await createSandbox().world();
  world.fault('GET /v1/jobs', { latency: '800ms' });
  let isAnswered = false;
  const response = statusOf(world).then((status) => {
    isAnswered = true;
    return status;
  });
  await world.clock.advance('799ms');
  expect(isAnswered).toBe(false);
  await world.clock.advance('1ms');
  expect(await response).toBe(200);
});

test('passes latency without waiting on an automatic clock', async () => {
  const world = await createSandbox().world({ clock: 'auto', now: '2026-01-01T00:00:00Z' });
  world.fault('GET /v1/jobs', { latency: '3s', status: 500 });
  expect(await statusOf(world)).toBe(500);
  expect(world.clock.now()).toEqual(new Date('2026-01-01T00:00:03Z'));
});

test('rejects a reset connection as fetch does, without processing the request', async () => {
  const world = await createSandbox().world();
  world.fault('POST /v1/jobs', { network: 'reset' });
  await expect(statusOf(world, 'POST')).rejects.toMatchObject({
    name: 'TypeError',
    message: 'fetch failed',
    cause: { code: 'ECONNRESET' },
  });
  expect(await world.jobs()).toEqual([]);
});

test('processes a request whose response is lost after commit', async () => {
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

test("leaves a timed-out request to the caller's own signal", async () => {
  const world = await createSandbox().world();
  world.fault('GET /v1/jobs', { network: 'timeout' });
  const controller = new AbortController();
  const response = world.fetch(`${world.baseUrl}/v1/jobs`, { signal: controller.signal });
  const reason = new Error('enough');
  controller.abort(reason);
  await expect(response).rejects.toBe(reason);
});

test('fails a truncated body while it is read', async () => {
  const world = await createSandbox().world();
  world.fault('GET /v1/jobs', { network: 'truncate' });
  const headers = { Authorization: `Bearer ${world.apiKey}` };
  const response = await world.fetch(`${world.baseUrl}/v1/jobs`, { headers });
  expect(response.status).toBe(200);
  await expect(response.text()).rejects.toThrow('terminated');
});

test('hits downloads', async () => {
  const world = await createSandbox().world();
  const { body } = await callApi(world, 'POST', '/v1/jobs', jobOrder());
  await world.clock.runUntil(body.id, 'completed');
  const [file] = await world.files();
  world.fault('GET files', { status: 404 });
  expect((await world.fetch(file?.download_url ?? '')).status).toBe(404);
  expect((await world.fetch(file?.download_url ?? '')).status).toBe(200);
});

test('names the faults that never hit in assertAllHit', async () => {
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

test('throws when a strict world ends and a fault was never hit', async () => {
  const world = await createSandbox().world({ strict: true });
  world.fault('GET /v1/jobs', { status: 500 });
  await expect(world[Symbol.asyncDispose]()).rejects.toThrow(/never hit/);
});

test.each([
  ['GET /v1/job', { status: 500 }, /^Invalid route: "GET \/v1\/job" is not a route of the API/],
  ['*', { status: 200 }, /^Invalid status: 200 is not an error status/],
  ['*', {}, /^Invalid fault: pass one of status, network, afterCommit and latency/],
  [
    '*',
    { status: 500, network: 'reset' },
    /^Invalid fault: pass only one of status, network and afterCommit/,
  ],
  ['*', { network: 'slow' }, /^Unknown network: "slow"; pass one of reset, timeout, truncate/],
  ['*', { status: 500, times: 0 }, /^Invalid times: 0; pass an integer from 1/],
  ['*', { status: 500, skip: -1 }, /^Invalid skip: -1; pass an integer from 0/],
  ['*', { statusCode: 500 }, /^Unknown field of fault: "statusCode"/],
  [
    '*',
    { status: 500, retryafter: '1s' },
    /^Unknown field of fault: "retryafter"; did you mean 'retryAfter'\?/,
  ],
  ['*', { status: 429, type: 'rate_limited' }, /^Unknown type: "rate_limited"/],
  ['*', { network: 'reset', message: 'no' }, /^Invalid message: it belongs to an error response/],
  ['*', { status: '500' }, /^Invalid status: "500" is not an error status/],
  ['*', { latency: 'long' }, /^Invalid latency: "long"; pass milliseconds/],
])('refuses a fault of %s with %j', async (route, fault, message) => {
  const world = await createSandbox().world();
  expect(() => world.fault(route as never, fault as never)).toThrow(message);
});
