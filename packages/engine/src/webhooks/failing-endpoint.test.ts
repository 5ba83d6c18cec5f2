import { beforeEach, describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE, type TestAccount, TestEngine } from '../testing/test-engine.ts';

let world: TestEngine;
let account: TestAccount;
/** Whether the receiver at this URL accepts deliveries. */
let takes: (url: string) => boolean;

beforeEach(async () => {
  world = new TestEngine();
  account = await world.openOrganization();
  takes = () => false;
  world.answerDelivery = ({ url }) => ({ status_code: takes(url) ? 200 : 500 });
});

async function subscribe(url = 'https://example.com/hook'): Promise<string> {
  const body = { url, events: ['job.cancelled'] };
  return (await world.post('/v1/webhook_endpoints', account.test, body)).body.id;
}

async function cancelAJob(): Promise<void> {
  const { id } = await world.createJob(account.test);
  await world.post(`/v1/jobs/${id}/cancel`, account.test);
}

/** Causes an event every twelve hours. */
async function passDays(days: number): Promise<void> {
  for (let half = 0; half < 2 * days; half += 1) {
    await cancelAJob();
    await world.passTime(DAY / 2);
  }
}

const endpointPath = (id: string) => `/v1/webhook_endpoints/${id}`;

async function isEnabled(id: string): Promise<boolean> {
  return (await world.get(endpointPath(id), account.test)).body.enabled;
}

function update(id: string, body: object) {
  return world.call('PATCH', endpointPath(id), { key: account.test, body });
}

async function disablings() {
  const path = '/v1/audit-events?action=webhook_endpoint.disabled';
  return (await world.get(path, account.test)).body.data;
}

describe('an endpoint that accepts nothing', () => {
  it('disables an endpoint when a delivery runs out of attempts after five days of failures', async () => {
    const id = await subscribe();
    await passDays(5);
    expect(await isEnabled(id)).toBe(true);
    await cancelAJob();
    await world.passTime(8 * HOUR - MINUTE);
    expect(await isEnabled(id)).toBe(true);
    await world.passTime(MINUTE);
    const { body } = await world.get(endpointPath(id), account.test);
    expect(body).toMatchObject({ enabled: false, updated_at: '2026-01-06T08:00:00.000Z' });
  });

  it('records the disabling in the audit log, once', async () => {
    const id = await subscribe();
    await passDays(7);
    expect(await disablings()).toMatchObject([
      {
        action: 'webhook_endpoint.disabled',
        actor: { type: 'system' },
        resource: { type: 'webhook_endpoint', id },
        request_id: null,
        created_at: '2026-01-06T08:00:00.000Z',
      },
    ]);
  });

  it('stops calling the endpoint; its pending deliveries have failed and can be replayed', async () => {
    const id = await subscribe();
    await passDays(5);
    await cancelAJob();
    await world.passTime(7 * HOUR);
    await cancelAJob();
    await world.passTime(HOUR);
    world.deliveries.length = 0;
    await world.passTime(DAY);
    expect(world.deliveries).toEqual([]);
    const { body } = await world.get('/v1/webhook_events?limit=1', account.test);
    const [event] = body.data;
    expect(event.deliveries).toMatchObject([{ status: 'failed', attempts: 4 }]);
    takes = () => true;
    await update(id, { enabled: true });
    await world.post(`/v1/webhook_events/${event.id}/replay`, account.test);
    await world.passTime(0);
    expect(world.deliveries).toMatchObject([{ event_id: event.id, attempt: 1 }]);
  });

  it('disables no other endpoint', async () => {
    const failing = await subscribe('https://failing.example.com/');
    const healthy = await subscribe('https://healthy.example.com/');
    takes = (url) => url.includes('healthy');
    await passDays(7);
    expect([await isEnabled(failing), await isEnabled(healthy)]).toEqual([false, true]);
  });
});

describe('the five days', () => {
  it('restarts the five days after a success', async () => {
    const id = await subscribe();
    await passDays(4);
    takes = () => true;
    await passDays(1);
    takes = () => false;
    await passDays(5);
    expect(await isEnabled(id)).toBe(true);
    await passDays(0.5);
    expect(await isEnabled(id)).toBe(false);
  });

  it('restarts the five days when the owner enables the endpoint again', async () => {
    const id = await subscribe();
    await passDays(5.5);
    expect((await update(id, { enabled: true })).body.enabled).toBe(true);
    await passDays(5);
    expect(await isEnabled(id)).toBe(true);
    await passDays(0.5);
    expect(await disablings()).toHaveLength(2);
  });

  it('restarts the five days at another URL, and after no other update', async () => {
    const id = await subscribe();
    const other = await subscribe();
    await passDays(4);
    await update(id, { url: 'https://example.com/moved', enabled: true });
    await update(other, { description: 'Still broken', enabled: true });
    await passDays(1.5);
    expect([await isEnabled(id), await isEnabled(other)]).toEqual([true, false]);
  });

  it('disables nothing while failing deliveries have attempts left', async () => {
    const id = await subscribe();
    await cancelAJob();
    await world.passTime(6 * DAY);
    world.answerDelivery = ({ attempt }) => ({ status_code: attempt === 6 ? 200 : 500 });
    await cancelAJob();
    await world.passTime(DAY);
    expect(await isEnabled(id)).toBe(true);
    expect(await disablings()).toEqual([]);
  });
});
