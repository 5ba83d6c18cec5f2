import { createHmac } from 'node:crypto';
import { until } from '@firsthandapi/test-support/until';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RunningServer } from '../src/start-server.ts';
import { type DatabaseKind, databaseKinds } from '../src/testing/databases.ts';
import { FakeStripe } from './support/fake-stripe.ts';
import {
  type CallOptions,
  callServer,
  JOB,
  startTestServer,
  type TestServer,
} from './support/test-server.ts';

const WEBHOOK_SECRET = 'whsec_test_secret_of_this_suite';
const SESSIONS = 'POST /v1/checkout/sessions';
const CHARGES = 'POST /v1/payment_intents';

for (const kind of await databaseKinds()) {
  describe(`selling credits at Stripe on ${kind.name}`, () => specify(kind));
}

function specify(kind: DatabaseKind): void {
  let stripe: FakeStripe;
  let first: TestServer;
  /** The running server. */
  let server: RunningServer;
  beforeEach(async () => {
    stripe = await FakeStripe.start();
    first = await startTestServer(kind, { stripe: stripeSettings() });
    server = first.server;
  });
  afterEach(async () => {
    // Closing fails the requests that still wait for a response.
    await stripe.close();
    await server.close();
    await first.remove();
  });

  function stripeSettings() {
    return { secretKey: 'sk_test_123', webhookSecret: WEBHOOK_SECRET, api: stripe.api };
  }

  const call = (method: string, path: string, options: CallOptions = {}) =>
    callServer(server.url, method, path, { key: first.live, ...options });
  const buy = (idempotencyKey?: string) =>
    call('POST', '/v1/billing/credits/purchase', {
      body: { amount_cents: 25_000 },
      ...(idempotencyKey !== undefined && { idempotencyKey }),
    });
  const available = async () => (await call('GET', '/v1/billing/credits')).body.available_cents;
  const purchases = () => first.database.execute('SELECT * FROM credit_purchases ORDER BY id');

  async function purchaseId(): Promise<string> {
    const [purchase] = await purchases();
    return String(purchase?.id);
  }

  function postEvent(text: string, secret = WEBHOOK_SECRET): Promise<Response> {
    const time = Math.floor(Date.now() / 1_000);
    const signature = createHmac('sha256', secret).update(`${time}.${text}`).digest('hex');
    return fetch(`${server.url}/payments/stripe`, {
      method: 'POST',
      headers: { 'Stripe-Signature': `t=${time},v1=${signature}` },
      body: text,
    });
  }

  /** Returns the metadata that the server attached to the last session it opened. */
  function sentMetadata(): Record<string, string> {
    const body = stripe.requests.findLast(({ path }) => path === SESSIONS)?.body;
    return Object.fromEntries(
      ['organization_id', 'purchase_id', 'proof'].map((name) => [
        name,
        body?.get(`metadata[${name}]`) ?? '',
      ]),
    );
  }

  async function checkoutEvent(change: object = {}): Promise<string> {
    const object = {
      id: 'cs_test_1',
      object: 'checkout.session',
      payment_status: 'paid',
      client_reference_id: await purchaseId(),
      payment_intent: 'pi_1',
      amount_total: 25_000,
      currency: 'usd',
      livemode: false,
      metadata: sentMetadata(),
      ...change,
    };
    return JSON.stringify({
      id: 'evt_1',
      object: 'event',
      type: 'checkout.session.completed',
      data: { object },
    });
  }

  it('grants nothing for a payment with another amount, currency, mode, session or origin', async () => {
    await buy();
    const changes = [
      { amount_total: 100 },
      { currency: 'jpy' },
      { livemode: true },
      { id: 'cs_test_of_a_payment_link' },
      { metadata: {} },
    ];
    for (const change of changes) {
      expect((await postEvent(await checkoutEvent(change))).status).toBe(200);
      expect(await available()).toBe(250);
    }
    const recorded = await first.database.execute(
      "SELECT id FROM audit_events WHERE action = 'credits.payment_mismatch'",
    );
    expect(recorded).toHaveLength(changes.length);
    expect((await postEvent(await checkoutEvent())).status).toBe(200);
    expect(await available()).toBe(250 + 25_000 + 5_000);
  });

  it('keeps serving other requests while Stripe does not respond', async () => {
    stripe.meet(SESSIONS, 'silence');
    let isAnswered = false;
    const waiting = buy().then((answer) => {
      isAnswered = true;
      return answer;
    });
    await stripe.whenAsked(SESSIONS);
    const job = await call('POST', '/v1/jobs', { body: JOB });
    const others = [
      job,
      await call('POST', `/v1/jobs/${job.body.id}/cancel`),
      await call('PATCH', '/v1/organization/settings', { body: { name: 'Acme' } }),
      await call('GET', '/v1/billing/credits'),
      await buy(),
    ];
    expect(others.map(({ status }) => status)).toEqual([201, 200, 200, 200, 200]);
    expect(isAnswered).toBe(false);
    await stripe.close();
    expect([502, 504]).toContain((await waiting).status);
  });

  it('returns 502 and stores nothing while Stripe fails, and the retry succeeds', async () => {
    const down = { status: 500, error: { type: 'api_error', message: 'down' } };
    stripe.meet(SESSIONS, down, down);
    const failed = await buy('buy-once');
    expect([failed.status, failed.body.error.type]).toEqual([502, 'bad_gateway']);
    expect(await purchases()).toEqual([]);
    const retried = await buy('buy-once');
    expect([retried.status, retried.body.status]).toEqual([200, 'pending']);
    expect((await buy('buy-once')).text).toBe(retried.text);
    expect(await purchases()).toHaveLength(1);
    expect(await available()).toBe(250);
  });

  it('opens one checkout for concurrent requests with one Idempotency-Key', async () => {
    const answers = await Promise.all(Array.from({ length: 30 }, () => buy('buy-once')));
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect(await purchases()).toHaveLength(1);
  });

  it('grants a purchase once for fifty concurrent events, and nothing for a forged event', async () => {
    await buy();
    const checkout = await checkoutEvent();
    const payment = JSON.stringify({
      id: 'evt_2',
      object: 'event',
      type: 'payment_intent.succeeded',
      data: {
        object: {
          id: 'pi_1',
          amount_received: 25_000,
          currency: 'usd',
          livemode: false,
          metadata: sentMetadata(),
        },
      },
    });
    expect((await postEvent(checkout, 'whsec_of_somebody_else')).status).toBe(400);
    expect(await available()).toBe(250);
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, place) => postEvent(place % 5 === 0 ? payment : checkout)),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array(50).fill(200));
    expect(await available()).toBe(250 + 25_000 + 5_000);
    // An unknown purchase is acknowledged, or Stripe would repeat the event for days.
    const unknown = checkout.replaceAll(await purchaseId(), 'crpu_unknown');
    expect((await postEvent(unknown)).status).toBe(200);
    expect(await available()).toBe(250 + 25_000 + 5_000);
  });

  it('grants a top-up once when the process ends between the charge and the grant', async () => {
    stripe.meet(CHARGES, 'done, then reset', 'done, then reset', 'done, then reset');
    const settings = {
      auto_topup_enabled: true,
      auto_topup_threshold_cents: 900,
      auto_topup_amount_cents: 1_000,
    };
    expect((await call('PATCH', '/v1/organization/settings', { body: settings })).status).toBe(200);
    await stripe.whenAsked(CHARGES);
    await server.close();
    expect(stripe.payments).toHaveLength(1);
    expect(await purchases()).toMatchObject([{ status: 'pending', reference: 'charge:1' }]);
    // Expires the lease that the ended process left behind.
    await first.database.script(["UPDATE tasks SET due_at = 0 WHERE kind = 'credits.auto_topup'"]);
    stripe.meet(CHARGES);
    server = await first.startSecond();
    await until('the credits of the top-up are available', async () => (await available()) > 250);
    expect(await available()).toBe(1_250);
    expect(stripe.payments).toHaveLength(1);
    expect(await purchases()).toMatchObject([{ status: 'paid', reference: 'pi_1' }]);
  });
}
