import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type DatabaseKind, databaseKinds } from '../src/testing/databases.ts';
import { FakeStripe } from './support/fake-stripe.ts';
import { callServer, startTestServer, type TestServer } from './support/test-server.ts';

const WEBHOOK_SECRET = 'whsec_test_secret_of_this_suite';
const SESSIONS = 'POST /v1/checkout/sessions';
const GRANTED = 25_000 + 5_000;

for (const kind of await databaseKinds()) {
  describe(`refunds and disputes at Stripe on ${kind.name}`, () => specify(kind));
}

function specify(kind: DatabaseKind): void {
  let stripe: FakeStripe;
  let server: TestServer;
  beforeEach(async () => {
    stripe = await FakeStripe.start();
    const settings = { secretKey: 'sk_test_123', webhookSecret: WEBHOOK_SECRET, api: stripe.api };
    server = await startTestServer(kind, { stripe: settings });
  });
  afterEach(async () => {
    await stripe.close();
    await server.close();
  });

  const call = (method: string, path: string, body?: unknown) =>
    callServer(server.url, method, path, { key: server.live, ...(body !== undefined && { body }) });
  const available = async () => (await call('GET', '/v1/billing/credits')).body.available_cents;

  async function send(type: string, object: object): Promise<number> {
    const text = JSON.stringify({
      id: 'evt_1',
      object: 'event',
      livemode: false,
      type,
      data: { object },
    });
    const time = Math.floor(Date.now() / 1_000);
    const signature = createHmac('sha256', WEBHOOK_SECRET).update(`${time}.${text}`).digest('hex');
    const response = await fetch(`${server.url}/payments/stripe`, {
      method: 'POST',
      headers: { 'Stripe-Signature': `t=${time},v1=${signature}` },
      body: text,
    });
    return response.status;
  }

  /** Opens a checkout, and returns the metadata that the server attached to it. */
  async function order(): Promise<Record<string, string>> {
    await call('POST', '/v1/billing/credits/purchase', { amount_cents: 25_000 });
    const body = stripe.requests.findLast(({ path }) => path === SESSIONS)?.body;
    const names = ['organization_id', 'purchase_id', 'proof'];
    return Object.fromEntries(names.map((name) => [name, body?.get(`metadata[${name}]`) ?? '']));
  }

  const session = (metadata: Record<string, string>, change: object = {}) => ({
    id: 'cs_test_1',
    object: 'checkout.session',
    payment_status: 'paid',
    payment_intent: 'pi_1',
    amount_total: 25_000,
    currency: 'usd',
    livemode: false,
    metadata,
    ...change,
  });
  const pay = (metadata: Record<string, string>, change: object = {}) =>
    send('checkout.session.completed', session(metadata, change));
  const money = { payment_intent: 'pi_1', currency: 'usd', livemode: false };
  const charge = (amount_refunded: number) => ({ id: 'ch_1', amount_refunded, ...money });
  const refund = (id: string, amount: number, status = 'succeeded') => ({
    id,
    amount,
    status,
    ...money,
  });
  const dispute = (status: string, amount = 25_000) => ({ id: 'dp_1', amount, status, ...money });

  it('takes back a partial refund with its share of the bonus, once', async () => {
    await pay(await order());
    for (let repeat = 0; repeat < 3; repeat += 1) {
      expect(await send('charge.refunded', charge(10_000))).toBe(200);
      expect(await send('refund.created', refund('re_1', 10_000))).toBe(200);
    }
    expect(await available()).toBe(250 + GRANTED - 12_000);
    await send('charge.refunded', charge(25_000));
    expect(await available()).toBe(250);
    const { body } = await call('GET', '/v1/billing/transactions?type=refund');
    expect(body.data.map((row: { amount_cents: number }) => row.amount_cents)).toEqual([
      -18_000, -12_000,
    ]);
    const metrics = await (await fetch(`${server.url}/metrics`)).text();
    expect(metrics).toContain('firsthand_payment_reports_total{outcome="reversed"} 2');
  });

  it('takes back a disputed payment, leaves what is spent as a debt, and returns it when won', async () => {
    await pay(await order());
    const job = await call('POST', '/v1/jobs', {
      type: 'data_collection',
      description: 'Photos of coffee cups',
      files_needed: 100,
      accepted_formats: ['image/jpeg'],
      price_per_file_cents: 300,
    });
    expect(job.status).toBe(201);
    await send('charge.dispute.created', dispute('warning_needs_response'));
    expect(await available()).toBe(250);
    await send('charge.dispute.created', dispute('needs_response'));
    const { body } = await call('GET', '/v1/billing/credits');
    expect(body).toMatchObject({ available_cents: 0, held_cents: 30_000, owed_cents: 29_750 });
    await send('charge.dispute.closed', dispute('won'));
    await send('charge.dispute.funds_withdrawn', dispute('needs_response'));
    expect((await call('GET', '/v1/billing/credits')).body).toMatchObject({
      available_cents: 250,
      held_cents: 30_000,
    });
  });

  it('reads from Stripe the order of a refund that arrives before its payment', async () => {
    const metadata = await order();
    stripe.payments.push({ id: 'pi_1', object: 'payment_intent', status: 'succeeded', metadata });
    expect(await send('charge.refunded', charge(25_000))).toBe(200);
    expect(await available()).toBe(250);
    await pay(metadata);
    expect(await available()).toBe(250);
  });

  it('ignores refunds of other payments, and makes Stripe repeat the event while its API is down', async () => {
    await pay(await order());
    const foreign = { ...charge(25_000), payment_intent: 'pi_of_another_product' };
    expect(await send('charge.refunded', foreign)).toBe(200);
    const forged = { purchase_id: (await order()).purchase_id ?? '', proof: '0'.repeat(64) };
    const payment = { id: 'pi_link', object: 'payment_intent' as const, status: 'succeeded' };
    stripe.payments.push({ ...payment, metadata: forged });
    expect(await send('charge.refunded', { ...charge(100), payment_intent: 'pi_link' })).toBe(200);
    expect(await available()).toBe(250 + GRANTED);
    const down = { status: 500, error: { type: 'api_error', message: 'down' } };
    stripe.meet('GET /v1/payment_intents/pi_late', down, down);
    const late = { ...charge(25_000), payment_intent: 'pi_late' };
    expect(await send('charge.refunded', late)).toBeGreaterThanOrEqual(500);
  });

  it('grants nothing for a second payment of a paid purchase, and reports it', async () => {
    const metadata = await order();
    await pay(metadata);
    expect(await pay(metadata, { payment_intent: 'pi_2' })).toBe(200);
    expect(await available()).toBe(250 + GRANTED);
    const recorded = await server.database.execute(
      "SELECT id FROM audit_events WHERE action = 'credits.payment_mismatch'",
    );
    expect(recorded).toHaveLength(1);
  });

  it('ends a purchase whose delayed payment fails, and grants one that succeeds', async () => {
    const metadata = await order();
    await pay(metadata, { payment_status: 'unpaid' });
    expect(await available()).toBe(250);
    const unpaid = session(metadata, { payment_status: 'unpaid' });
    expect(await send('checkout.session.async_payment_failed', unpaid)).toBe(200);
    expect(await server.database.execute('SELECT status FROM credit_purchases')).toEqual([
      { status: 'failed' },
    ]);
    await send('checkout.session.async_payment_succeeded', session(metadata));
    expect(await available()).toBe(250 + GRANTED);
    expect(await send('checkout.session.async_payment_failed', unpaid)).toBe(200);
    expect(await available()).toBe(250 + GRANTED);
  });

  it('reaches the same state for every order of the events, however often each arrives', async () => {
    const metadata = await order();
    stripe.payments.push({ id: 'pi_1', object: 'payment_intent', status: 'succeeded', metadata });
    const events: readonly (readonly [string, object])[] = [
      ['checkout.session.completed', session(metadata)],
      ['charge.refunded', charge(5_000)],
      ['refund.created', refund('re_1', 5_000)],
      ['refund.created', refund('re_2', 1_000)],
      ['refund.failed', refund('re_2', 1_000, 'failed')],
      ['charge.dispute.created', dispute('needs_response', 10_000)],
      ['charge.dispute.funds_reinstated', dispute('under_review', 10_000)],
      ['charge.dispute.closed', dispute('lost', 10_000)],
    ];
    const orders = fc.shuffledSubarray([...events, ...events], {
      minLength: events.length * 2,
      maxLength: events.length * 2,
    });
    const [shuffled = []] = fc.sample(orders, 1);
    const statuses = await Promise.all(shuffled.map(([type, object]) => send(type, object)));
    expect(new Set(statuses), JSON.stringify(shuffled)).toEqual(new Set([200]));
    expect(await available(), JSON.stringify(shuffled)).toBe(250 + GRANTED - 18_000);
  });
}
