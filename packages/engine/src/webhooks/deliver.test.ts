import { verifyWebhookSignature } from '@firsthandapi/webhooks';
import { beforeEach, describe, expect, it } from 'vitest';
import type { DeliveryOutcome, DeliveryRequest } from '../ports.ts';
import {
  DAY,
  HOUR,
  MINUTE,
  SECOND,
  type TestAccount,
  TestEngine,
  type TestResponse,
} from '../testing/test-engine.ts';

let world: TestEngine;
let account: TestAccount;

beforeEach(async () => {
  world = new TestEngine();
  account = await world.openOrganization();
});

async function subscribe(...events: string[]): Promise<TestResponse['body']> {
  const { body } = await world.post('/v1/webhook_endpoints', account.test, {
    url: 'https://example.com/hook',
    events,
  });
  return body;
}

/** A job that is cancelled at once, so that `job.cancelled` is its only event. */
async function cancelAJob(): Promise<string> {
  const { id } = await world.createJob(account.test);
  await world.post(`/v1/jobs/${id}/cancel`, account.test);
  return id;
}

async function onlyEvent(): Promise<TestResponse['body']> {
  const { body } = await world.get('/v1/webhook_events', account.test);
  expect(body.data).toHaveLength(1);
  return body.data[0];
}

function verifies({ body, headers }: DeliveryRequest, secret: string): boolean {
  const receivedAt = world.clock.now() / 1_000;
  try {
    return verifyWebhookSignature(body, headers['X-FirstHand-Signature'], secret, { receivedAt });
  } catch {
    return false;
  }
}

const refuse = (outcome: DeliveryOutcome) => {
  world.answerDelivery = () => outcome;
};

describe('a webhook delivery', () => {
  it('sends the event with a signature that the verifier accepts, and with no other secret', async () => {
    const endpoint = await subscribe('job.cancelled');
    const jobId = await cancelAJob();
    await world.passTime(0);
    const [delivery] = world.deliveries as [DeliveryRequest];
    expect(verifies(delivery, endpoint.secret)).toBe(true);
    expect(verifies(delivery, `whsec_${'x'.repeat(43)}`)).toBe(false);
    expect(delivery.headers['X-FirstHand-Event-Id']).toBe(JSON.parse(delivery.body).id);
    expect(JSON.parse(delivery.body)).toMatchObject({
      object: 'event',
      type: 'job.cancelled',
      api_version: '2026-03-18',
      created_at: '2026-01-01T00:00:00.000Z',
      data: { object: 'job', id: jobId, status: 'cancelled' },
    });
    expect(delivery).toMatchObject({ url: endpoint.url, attempt: 1, timeout_ms: 10_000 });
  });

  it('counts any 2xx as delivered', async () => {
    await subscribe('job.cancelled');
    refuse({ status_code: 299 });
    await cancelAJob();
    await world.passTime(0);
    expect((await onlyEvent()).deliveries).toMatchObject([
      { status: 'delivered', attempts: 1, last_status_code: 299, next_attempt_at: null },
    ]);
  });

  it.each<[string, DeliveryOutcome]>([
    ['a 500', { status_code: 500 }],
    ['a redirect', { status_code: 302 }],
    ['no response in time', { status_code: null, reason: 'timeout' }],
    ['no connection', { status_code: null, reason: 'connection' }],
    ['a handler that throws', { status_code: null, reason: 'handler_error' }],
  ])(
    'retries after %s: at once, then 1 min, 5 min, 30 min, 2 h and 8 h after the first',
    async (_, outcome) => {
      await subscribe('job.cancelled');
      const started = world.clock.now();
      const times: number[] = [];
      world.answerDelivery = ({ attempt }) => {
        expect(attempt).toBe(times.length + 1);
        times.push(world.clock.now() - started);
        return outcome;
      };
      await cancelAJob();
      await world.passTime(3 * DAY);
      expect(times).toEqual([0, MINUTE, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 8 * HOUR]);
      const event = await onlyEvent();
      expect(event.deliveries).toMatchObject([
        {
          status: 'failed',
          attempts: 6,
          last_status_code: outcome.status_code,
          next_attempt_at: null,
        },
      ]);
      const failed = await world.get('/v1/webhook_events?status=failed', account.test);
      expect(failed.body.data[0].id).toBe(event.id);
    },
  );

  it('shows when the next attempt is due', async () => {
    await subscribe('job.cancelled');
    refuse({ status_code: 500 });
    await cancelAJob();
    await world.passTime(MINUTE);
    expect((await onlyEvent()).deliveries).toMatchObject([
      { status: 'pending', attempts: 2, next_attempt_at: '2026-01-01T00:05:00.000Z' },
    ]);
  });

  it('stops at the first success', async () => {
    await subscribe('job.cancelled');
    world.answerDelivery = ({ attempt }) => ({ status_code: attempt === 2 ? 200 : 500 });
    await cancelAJob();
    await world.passTime(DAY);
    expect(world.deliveries).toHaveLength(2);
    expect((await onlyEvent()).deliveries).toMatchObject([{ status: 'delivered', attempts: 2 }]);
  });

  it('signs every attempt again, with its own time', async () => {
    const endpoint = await subscribe('job.cancelled');
    refuse({ status_code: 500 });
    await cancelAJob();
    await world.passTime(HOUR);
    const last = world.deliveries.at(-1) as DeliveryRequest;
    expect(world.deliveries[0]?.body).toBe(last.body);
    expect(last.headers['X-FirstHand-Signature']).not.toBe(
      world.deliveries[0]?.headers['X-FirstHand-Signature'],
    );
    world.clock.set(Date.parse('2026-01-01T00:30:00Z'));
    expect(verifies(last, endpoint.secret)).toBe(true);
  });

  it('delivers to every endpoint that subscribes to the type, and to no other', async () => {
    const first = await subscribe('job.cancelled', 'job.completed');
    await subscribe('job.completed');
    const third = await subscribe('job.cancelled');
    await cancelAJob();
    await world.passTime(0);
    expect(world.deliveries.map(({ endpoint_id }) => endpoint_id)).toEqual([first.id, third.id]);
  });

  it('delivers to no endpoint of the other environment or of another organization', async () => {
    const stranger = await world.openOrganization();
    const endpoint = { url: 'https://example.com/hook', events: ['job.cancelled'] };
    await world.post('/v1/webhook_endpoints', account.live, endpoint);
    await world.post('/v1/webhook_endpoints', stranger.test, endpoint);
    await cancelAJob();
    await world.passTime(DAY);
    expect(world.deliveries).toEqual([]);
  });

  it('makes no attempt at an endpoint that is disabled or deleted', async () => {
    const disabled = await subscribe('job.cancelled');
    const deleted = await subscribe('job.cancelled');
    await cancelAJob();
    const key = account.test;
    const body = { enabled: false };
    await world.call('PATCH', `/v1/webhook_endpoints/${disabled.id}`, { key, body });
    await world.call('DELETE', `/v1/webhook_endpoints/${deleted.id}`, { key });
    await world.passTime(DAY);
    expect(world.deliveries).toEqual([]);
    const statuses = (await onlyEvent()).deliveries.map(({ status }: { status: string }) => status);
    expect(statuses).toEqual(['failed', 'failed']);
    await cancelAJob();
    await world.passTime(0);
    expect(world.deliveries).toEqual([]);
  });

  it('repeats an attempt whose process crashed before recording the outcome', async () => {
    await subscribe('job.cancelled');
    await cancelAJob();
    world.answerDelivery = () => {
      throw new Error('The process died');
    };
    await expect(world.passTime(0)).rejects.toThrow('died');
    world.answerDelivery = () => ({ status_code: 200 });
    await world.passTime(MINUTE);
    expect(world.deliveries.map(({ attempt }) => attempt)).toEqual([1, 2]);
    expect((await onlyEvent()).deliveries).toMatchObject([{ status: 'delivered' }]);
  });
});

describe('replaying an event', () => {
  it('delivers again to every endpoint that now subscribes, from the first attempt', async () => {
    refuse({ status_code: 500 });
    await subscribe('job.cancelled');
    await cancelAJob();
    await world.passTime(DAY);
    const late = await subscribe('job.cancelled');
    world.deliveries.length = 0;
    refuse({ status_code: 200 });
    const { id } = await onlyEvent();
    const { status, body } = await world.post(`/v1/webhook_events/${id}/replay`, account.test);
    expect([status, body.id, body.deliveries.length]).toEqual([200, id, 3]);
    await world.passTime(0);
    expect(world.deliveries.map(({ attempt }) => attempt)).toEqual([1, 1]);
    expect(world.deliveries.map(({ endpoint_id }) => endpoint_id)).toContain(late.id);
    expect(new Set(world.deliveries.map(({ event_id }) => event_id))).toEqual(new Set([id]));
  });
});

describe('rotating a secret', () => {
  it('signs under both secrets for 24 hours, then under the new one alone', async () => {
    const endpoint = await subscribe('job.cancelled');
    const rotated = await world.post(
      `/v1/webhook_endpoints/${endpoint.id}/rotate_secret`,
      account.test,
    );
    expect(rotated.body.previous_secret_expires_at).toBe('2026-01-02T00:00:00.000Z');
    const deliverOne = async () => {
      world.deliveries.length = 0;
      await cancelAJob();
      await world.passTime(0);
      const [delivery] = world.deliveries as [DeliveryRequest];
      const count = delivery.headers['X-FirstHand-Signature']?.split('v1=').length ?? 0;
      const secrets = [endpoint.secret, rotated.body.secret];
      return [count - 1, ...secrets.map((secret) => verifies(delivery, secret))];
    };
    expect(await deliverOne()).toEqual([2, true, true]);
    await world.passTime(DAY);
    expect(await deliverOne()).toEqual([1, false, true]);
  });

  it('signs under each secret for its own 24 hours when it is rotated again', async () => {
    const endpoint = await subscribe('job.cancelled');
    const path = `/v1/webhook_endpoints/${endpoint.id}/rotate_secret`;
    const second = (await world.post(path, account.test)).body.secret;
    await world.passTime(DAY / 2);
    const third = (await world.post(path, account.test)).body.secret;
    const verified = async () => {
      world.deliveries.length = 0;
      await cancelAJob();
      await world.passTime(0);
      const [delivery] = world.deliveries as [DeliveryRequest];
      return [endpoint.secret, second, third].map((secret) => verifies(delivery, secret));
    };
    expect(await verified()).toEqual([true, true, true]);
    await world.passTime(DAY / 2);
    expect(await verified()).toEqual([false, true, true]);
    await world.passTime(DAY / 2);
    expect(await verified()).toEqual([false, false, true]);
  });

  it('signs under three secrets at most, the newest', async () => {
    const endpoint = await subscribe('job.cancelled');
    const path = `/v1/webhook_endpoints/${endpoint.id}/rotate_secret`;
    const secrets = [endpoint.secret];
    for (let rotation = 0; rotation < 4; rotation += 1) {
      secrets.push((await world.post(path, account.test)).body.secret);
    }
    await cancelAJob();
    await world.passTime(SECOND);
    const [delivery] = world.deliveries as [DeliveryRequest];
    expect(secrets.map((secret) => verifies(delivery, secret))).toEqual([
      false,
      false,
      true,
      true,
      true,
    ]);
  });
});

describe('a webhook endpoint', () => {
  it('shows the secret when the endpoint is created and never again', async () => {
    const endpoint = await subscribe('job.completed');
    expect(endpoint.secret).toMatch(/^whsec_[0-9A-Za-z]{43}$/);
    const { text } = await world.get(`/v1/webhook_endpoints/${endpoint.id}`, account.test);
    expect(text).not.toContain('whsec_');
  });

  it.each(['http://example.com/hook', 'https://user:pass@example.com/', 'ftp://example.com/'])(
    'refuses an endpoint at %s, with 422 when the URL is not https',
    async (url) => {
      const { status, body } = await world.post('/v1/webhook_endpoints', account.test, {
        url,
        events: ['job.completed'],
      });
      expect([400, 422]).toContain(status);
      expect(body.error.details[0].field).toBe('url');
    },
  );

  it('accepts http on loopback where the host allows it, and only there', async () => {
    world = new TestEngine({ allowLoopbackWebhooks: true });
    account = await world.openOrganization();
    const statusOf = async (url: string) =>
      (await world.post('/v1/webhook_endpoints', account.test, { url, events: ['job.completed'] }))
        .status;
    expect(await statusOf('http://127.0.0.1:3000/hook')).toBe(201);
    expect(await statusOf('http://localhost/hook')).toBe(201);
    expect(await statusOf('http://127.0.0.1.example.com/hook')).toBe(422);
  });
});
