import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { StripePayments } from '../src/payments/stripe-payments.ts';
import { databaseKinds } from '../src/storage/testing/databases.ts';
import { buyCredits, callServer, startTestServer, type TestServer } from './support/test-server.ts';

const kinds = await databaseKinds();
const WEBHOOK_SECRET = 'whsec_test_secret_of_this_suite';

for (const kind of kinds) {
  describe(`payments on ${kind.name}`, () => {
    let server: TestServer;
    beforeAll(async () => {
      server = await startTestServer(kind);
    });
    afterAll(() => server.close());
    const balance = async () =>
      (await server.call('GET', '/v1/billing/credits', { key: server.live })).body.available_cents;

    it('grants a pack and its bonus when the local checkout page is paid, once', async () => {
      const purchase = await server.call('POST', '/v1/billing/credits/purchase', {
        key: server.live,
        body: { amount_cents: 10_000 },
      });
      const url = purchase.body.checkout_url;
      const page = await fetch(url);
      expect(await page.text()).toContain('Pay $100.00');
      const paid = await Promise.all(
        Array.from({ length: 5 }, () => fetch(url, { method: 'POST' })),
      );
      expect(paid.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
      expect(await (await fetch(url)).text()).toContain('The credits are in your balance');
      expect(await balance()).toBe(250 + 10_000 + 1_500);
    });

    it('shows a checkout to nobody who has not its link', async () => {
      const purchase = await server.call('POST', '/v1/billing/credits/purchase', {
        key: server.live,
        body: { amount_cents: 1_000 },
      });
      const before = await balance();
      const [path] = purchase.body.checkout_url.split('?');
      for (const url of [
        path,
        `${path}?token=${'0'.repeat(64)}`,
        `${server.url}/checkout/x?token=y`,
      ]) {
        expect((await fetch(url)).status).toBe(404);
        expect((await fetch(url, { method: 'POST' })).status).toBe(404);
      }
      expect(await balance()).toBe(before);
    });

    it('takes the organization off the free tier with its first purchase', async () => {
      await buyCredits(server);
      const settings = await server.call('GET', '/v1/organization/settings', { key: server.live });
      expect(settings.body.tier).toBe('standard');
    });
  });
}

/** As much of Stripe as the adapter speaks to. */
async function startStripe() {
  const requests: { path: string; body: URLSearchParams; idempotencyKey: string | undefined }[] =
    [];
  const answers: Readonly<Record<string, unknown>> = {
    'GET /v1/customers/search': { object: 'search_result', data: [], has_more: false },
    'POST /v1/customers': { id: 'cus_1', object: 'customer' },
    'POST /v1/checkout/sessions': {
      id: 'cs_test_1',
      object: 'checkout.session',
      url: 'https://checkout.stripe.com/c/pay/cs_test_1',
    },
    'GET /v1/payment_methods': { object: 'list', data: [{ id: 'pm_1' }], has_more: false },
    'POST /v1/payment_intents': { id: 'pi_9', object: 'payment_intent', status: 'succeeded' },
  };
  const http = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      const path = `${request.method} ${(request.url ?? '').split('?')[0]}`;
      const idempotencyKey = request.headers['idempotency-key'];
      requests.push({
        path,
        body: new URLSearchParams(body),
        idempotencyKey: idempotencyKey as string,
      });
      const answer = answers[path];
      response.writeHead(answer === undefined ? 404 : 200, { 'Content-Type': 'application/json' });
      response.end(JSON.stringify(answer ?? { error: { message: 'unknown' } }));
    });
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const port = (http.address() as AddressInfo).port;
  return {
    requests,
    api: { host: '127.0.0.1', port, protocol: 'http' as const },
    close: () => {
      http.closeAllConnections();
      return new Promise((resolve) => http.close(resolve));
    },
  };
}

describe('payments at Stripe', () => {
  const [kind] = kinds;
  if (kind === undefined) throw new Error('SQLite comes with Node');
  let stripe: Awaited<ReturnType<typeof startStripe>>;
  let payments: StripePayments;
  beforeAll(async () => {
    stripe = await startStripe();
    payments = new StripePayments({
      secretKey: 'sk_test_123',
      webhookSecret: WEBHOOK_SECRET,
      publicUrl: 'https://api.acme.example',
      api: stripe.api,
    });
  });
  afterAll(() => stripe.close());

  it('opens a checkout that carries the purchase and can be repeated safely', async () => {
    const checkout = await payments.createCheckout({
      organization_id: 'org_1',
      purchase_id: 'crpu_1',
      amount_cents: 2_500,
      now: Date.now(),
    });
    expect(checkout).toMatchObject({
      checkout_url: 'https://checkout.stripe.com/c/pay/cs_test_1',
      reference: 'cs_test_1',
    });
    const session = stripe.requests.find(({ path }) => path === 'POST /v1/checkout/sessions');
    expect(session?.idempotencyKey).toBe('checkout:crpu_1');
    expect(session?.body.get('client_reference_id')).toBe('crpu_1');
    expect(session?.body.get('line_items[0][price_data][unit_amount]')).toBe('2500');
    expect(session?.body.get('customer')).toBe('cus_1');
  });

  it('charges the saved payment method, with the purchase as idempotency key', async () => {
    const order = { organization_id: 'org_1', purchase_id: 'crpu_2', amount_cents: 5_000 };
    expect(await payments.charge(order)).toBe('pi_9');
    const charge = stripe.requests.find(({ path }) => path === 'POST /v1/payment_intents');
    expect(charge?.idempotencyKey).toBe('charge:crpu_2');
    expect(charge?.body.get('amount')).toBe('5000');
  });

  it('grants credits once, however often Stripe repeats its event, and none for a forged one', async () => {
    const server = await startTestServer(kind);
    try {
      const { body: purchase } = await server.call('POST', '/v1/billing/credits/purchase', {
        key: server.live,
        body: { amount_cents: 25_000 },
      });
      const id = new URL(purchase.checkout_url).pathname.split('/').at(-1);
      const event = JSON.stringify({
        id: 'evt_1',
        object: 'event',
        type: 'checkout.session.completed',
        data: {
          object: {
            id: 'cs_test_1',
            object: 'checkout.session',
            payment_status: 'paid',
            client_reference_id: id,
            payment_intent: 'pi_1',
          },
        },
      });
      await server.server.close();
      const withStripe = await server.startSecond({
        stripe: { secretKey: 'sk_test_123', webhookSecret: WEBHOOK_SECRET },
      });
      const post = (text: string, secret = WEBHOOK_SECRET) => {
        const time = Math.floor(Date.now() / 1_000);
        const signature = createHmac('sha256', secret).update(`${time}.${text}`).digest('hex');
        return fetch(`${withStripe.url}/payments/stripe`, {
          method: 'POST',
          headers: { 'Stripe-Signature': `t=${time},v1=${signature}` },
          body: text,
        });
      };
      const balance = async () => {
        const answer = await callServer(withStripe.url, 'GET', '/v1/billing/credits', {
          key: server.live,
        });
        return answer.body.available_cents;
      };
      expect((await post(event, 'whsec_of_somebody_else')).status).toBe(400);
      expect(await balance()).toBe(250);
      const answers = await Promise.all(Array.from({ length: 10 }, () => post(event)));
      expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(200));
      expect(await balance()).toBe(250 + 25_000 + 5_000);
      // A purchase that nobody knows is acknowledged, or Stripe would repeat it for days.
      expect((await post(event.replace(String(id), 'crpu_unknown'))).status).toBe(200);
      expect(await balance()).toBe(250 + 25_000 + 5_000);
      await withStripe.close();
    } finally {
      await server.remove();
    }
  });

  it('reads only what reports a payment', () => {
    const sign = (text: string) => {
      const time = Math.floor(Date.now() / 1_000);
      return `t=${time},v1=${createHmac('sha256', WEBHOOK_SECRET).update(`${time}.${text}`).digest('hex')}`;
    };
    const event = (type: string, payment_status: string) =>
      JSON.stringify({
        id: 'evt_1',
        object: 'event',
        type,
        data: {
          object: {
            id: 'cs_1',
            client_reference_id: 'crpu_1',
            payment_intent: 'pi_1',
            payment_status,
          },
        },
      });
    const read = (text: string) => payments.readEvent(text, sign(text));
    const paid = { purchaseId: 'crpu_1', reference: 'pi_1' };
    expect(read(event('checkout.session.completed', 'paid'))).toEqual(paid);
    expect(read(event('checkout.session.async_payment_succeeded', 'paid'))).toEqual(paid);
    expect(read(event('checkout.session.completed', 'unpaid'))).toBeUndefined();
    expect(read(event('charge.refunded', 'paid'))).toBeUndefined();
    const text = event('checkout.session.completed', 'paid');
    expect(() => payments.readEvent(`${text} `, sign(text))).toThrow();
  });
});
