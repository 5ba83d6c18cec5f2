import { expect, it } from 'vitest';
import { overrideQuotas, type QuotaOverrides } from '../quotas/limits/quota-limit.ts';
import { HOUR, MINUTE, SECOND, type TestAccount, TestEngine } from '../testing/test-engine.ts';

const NO_RATE_LIMIT = { custom_limits: { per_minute: 1_000_000, per_hour: 1_000_000 } };
const EVENTS = ['job.cancelled'];

async function begin(free: QuotaOverrides['free'], endpoints = 1) {
  const refused: string[] = [];
  const world = new TestEngine({
    quotas: overrideQuotas({ free }),
    onDeliveryRefused: (reason) => refused.push(reason),
  });
  const account = await world.openOrganization({ tier: 'free', ...NO_RATE_LIMIT });
  for (let index = 0; index < endpoints; index += 1) {
    const endpoint = { url: `https://receiver.example/${index}`, events: EVENTS };
    await world.post('/v1/webhook_endpoints', account.test, endpoint);
  }
  return { world, account, refused };
}

/** Emits an event. */
async function cancelJob(world: TestEngine, { test }: TestAccount) {
  const { id } = await world.createJob(test);
  expect((await world.post(`/v1/jobs/${id}/cancel`, test)).status).toBe(200);
}

async function deliveriesOf(world: TestEngine, { test }: TestAccount) {
  const { body } = await world.get('/v1/webhook_events?limit=100', test);
  return body.data.map((event: { id: string; deliveries: { status: string }[] }) => event);
}

it('records a delivery beyond the pending ones as failed, keeps the event, and can replay it', async () => {
  const { world, account, refused } = await begin({ pending_deliveries: 3 });
  for (let sent = 0; sent < 5; sent += 1) await cancelJob(world, account);
  const [latest, , third] = await deliveriesOf(world, account);
  expect(latest.deliveries).toMatchObject([
    { status: 'failed', attempts: 0, next_attempt_at: null, failure_reason: 'quota_exceeded' },
  ]);
  expect(third.deliveries).toMatchObject([{ status: 'pending', failure_reason: null }]);
  expect(refused).toEqual(['quota_exceeded', 'quota_exceeded']);
  const failed = await world.get('/v1/webhook_events?status=failed', account.test);
  expect(failed.body.data).toHaveLength(2);

  const replay = () => world.post(`/v1/webhook_events/${latest.id}/replay`, account.test);
  expect(await replay()).toMatchObject({
    status: 429,
    body: { error: { quota: { name: 'pending_deliveries', limit: 3, used: 3, requested: 1 } } },
  });
  await world.passTime(SECOND);
  expect(world.deliveries).toHaveLength(3);
  expect((await replay()).status).toBe(200);
  await world.passTime(SECOND);
  expect(world.deliveries.at(-1)?.event_id).toBe(latest.id);
});

it('refuses all deliveries of an event or none, so that no endpoint is preferred', async () => {
  const { world, account } = await begin({ pending_deliveries: 3 }, 2);
  await cancelJob(world, account);
  await cancelJob(world, account);
  const [second, first] = await deliveriesOf(world, account);
  const statuses = ({ deliveries }: { deliveries: { status: string }[] }) =>
    deliveries.map(({ status }) => status);
  expect([statuses(first), statuses(second)]).toEqual([
    ['pending', 'pending'],
    ['failed', 'failed'],
  ]);
});

it('delivers again once there is room, without counting for each event', async () => {
  const { world, account } = await begin({ pending_deliveries: 100 });
  world.answerDelivery = () => ({ status_code: 500 });
  for (let sent = 0; sent < 120; sent += 1) await cancelJob(world, account);
  const pending = () =>
    world.store.snapshot().tables.deliveries.filter(({ status }) => status === 'pending').length;
  expect(pending()).toBe(100);
  world.answerDelivery = () => ({ status_code: 200 });
  await world.passTime(MINUTE);
  expect(pending()).toBe(0);
  await cancelJob(world, account);
  expect(pending()).toBe(1);
});

it('sends few deliveries to an endpoint until it responds with a 2xx, then as many as wanted', async () => {
  const { world, account, refused } = await begin({ unproven_deliveries_per_hour: 3 });
  let status_code = 500;
  world.answerDelivery = () => ({ status_code });
  for (let sent = 0; sent < 5; sent += 1) {
    await cancelJob(world, account);
    await world.passTime(SECOND);
  }
  expect(refused).toEqual(['endpoint_unproven', 'endpoint_unproven']);
  expect(world.deliveries).toHaveLength(3);
  const [latest] = await deliveriesOf(world, account);
  expect(latest.deliveries).toMatchObject([
    { status: 'failed', attempts: 0, failure_reason: 'endpoint_unproven' },
  ]);
  const replay = () => world.post(`/v1/webhook_events/${latest.id}/replay`, account.test);
  const { status, headers, body } = await replay();
  expect([status, Number(headers.get('retry-after'))]).toEqual([429, 3_595]);
  expect(body.error.quota).toMatchObject({ name: 'unproven_deliveries_per_hour', used: 3 });

  status_code = 200;
  await world.passTime(MINUTE);
  expect((await replay()).status).toBe(200);
  for (let sent = 0; sent < 5; sent += 1) await cancelJob(world, account);
  expect(refused).toHaveLength(2);
});

it('treats an endpoint as unproven again when its URL changes', async () => {
  const { world, account, refused } = await begin({ unproven_deliveries_per_hour: 1 });
  await cancelJob(world, account);
  await world.passTime(SECOND);
  await cancelJob(world, account);
  expect(refused).toEqual([]);
  const { body } = await world.get('/v1/webhook_endpoints', account.test);
  await world.call('PATCH', `/v1/webhook_endpoints/${body.data[0].id}`, {
    key: account.test,
    body: { url: 'https://unproven.example' },
  });
  await cancelJob(world, account);
  expect(refused).toEqual(['endpoint_unproven']);
});

it('counts no deliveries to proven endpoints of the same event', async () => {
  const { world, account, refused } = await begin({ unproven_deliveries_per_hour: 2 }, 2);
  world.answerDelivery = ({ url }) => ({ status_code: url.endsWith('/0') ? 200 : 500 });
  await cancelJob(world, account);
  await world.passTime(SECOND);
  await cancelJob(world, account);
  const [latest] = await deliveriesOf(world, account);
  expect(refused).toEqual(['endpoint_unproven']);
  expect(latest.deliveries).toMatchObject([
    { status: 'failed', failure_reason: 'endpoint_unproven' },
    { status: 'pending', failure_reason: null },
  ]);
});

it('sends deliveries to an unproven endpoint again in the next hour', async () => {
  const { world, account, refused } = await begin({ unproven_deliveries_per_hour: 1 });
  world.answerDelivery = () => ({ status_code: 500 });
  await cancelJob(world, account);
  await cancelJob(world, account);
  expect(refused).toEqual(['endpoint_unproven']);
  await world.passTime(HOUR);
  await cancelJob(world, account);
  expect(refused).toHaveLength(1);
});
