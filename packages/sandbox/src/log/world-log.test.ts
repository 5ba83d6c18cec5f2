import { expect, test } from 'vitest';
import { createSandbox } from '../create-sandbox.ts';
import { callApi, jobOrder } from '../testing/api-caller.ts';
import type { World } from '../world/world.ts';
import { maskSecrets, maskUrl } from './mask.ts';

/** One session with everything in it that a log shows. */
async function session(world: World): Promise<string> {
  await world.webhooks.deliverTo(() => new Response(null, { status: 500 }), {
    events: ['job.completed'],
  });
  const headers = (key: string) => ({ headers: { 'Idempotency-Key': key } });
  const { body } = await callApi(world, 'POST', '/v1/jobs', jobOrder(2), headers('a'));
  await callApi(world, 'POST', '/v1/jobs', jobOrder(2), headers('a'));
  world.fault('GET /v1/jobs/:id', { status: 503 });
  world.fault('GET /v1/billing/credits', { network: 'reset' });
  await callApi(world, 'GET', `/v1/jobs/${body.id}`, undefined, headers('b'));
  await callApi(world, 'GET', '/v1/billing/credits', undefined, headers('b')).catch(() => {});
  await world.clock.advance('2m');
  const [file] = await world.files();
  await world.fetch(file?.download_url ?? '');
  await callApi(world, 'GET', `/v1/jobs?api_key=${world.apiKey}`, undefined, headers('c'));
  return JSON.stringify(world.log(), null, 2);
}

test('the same seed and calls leave the same log, byte for byte, in any world', async () => {
  const options = { seed: 42, now: '2026-01-01T00:00:00Z' };
  const first = await session(await createSandbox().world(options));
  const sandbox = createSandbox();
  await sandbox.world();
  expect(await session(await sandbox.world(options))).toBe(first);
  expect(await session(await sandbox.world({ ...options, seed: 43 }))).not.toBe(first);
});

test('shows requests and deliveries in their order, with what befell them', async () => {
  const world = await createSandbox().world({ now: '2026-01-01T00:00:00Z' });
  await session(world);
  expect(world.log().map((entry) => [entry.sequence, entry.kind, entry.status])).toEqual([
    [1, 'request', 201],
    [2, 'request', 201],
    [3, 'request', 503],
    [4, 'request', null],
    [5, 'delivery', 500],
    [6, 'delivery', 500],
    [7, 'request', 200],
    [8, 'request', 400],
  ]);
  const [created, replayed, faulty, reset] = world.log();
  expect(created).toMatchObject({ route: 'POST /v1/jobs', idempotency_key: 'a', replayed: false });
  expect(replayed).toMatchObject({ replayed: true });
  expect(faulty).toMatchObject({ fault: 'status 503' });
  expect(reset).toMatchObject({ fault: 'reset', request_id: null });
});

test('holds no secret', async () => {
  const world = await createSandbox().world();
  const { secret } = await world.webhooks.deliverTo(() => new Response());
  const log = await session(world);
  expect(log).toContain('signature=***');
  expect(log).toContain('api_key=***');
  for (const hidden of [world.apiKey, world.liveKey, secret]) expect(log).not.toContain(hidden);
});

test('masks keys and secrets wherever they stand', () => {
  expect(maskSecrets('Bearer fh_test_sk_abc123 and whsec_XYZ')).toBe(
    'Bearer fh_test_sk_*** and whsec_***',
  );
  expect(maskUrl('/a?x=1&signature=abc&token=t#end')).toBe('/a?x=1&signature=***&token=***#end');
});
