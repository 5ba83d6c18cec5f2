import { createHmac } from 'node:crypto';
import { PaymentRefusedError, TimeoutError } from '@firsthandapi/engine';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { generateKeyMaterial } from '../src/keyring/key-material.ts';
import { LocalKeyring } from '../src/keyring/local-keyring.ts';
import { StripePayments } from '../src/payments/stripe-payments.ts';
import { FakeStripe } from './support/fake-stripe.ts';

const WEBHOOK_SECRET = 'whsec_test_secret_of_this_suite';
const CHARGE = 'POST /v1/payment_intents';
const material = generateKeyMaterial();
const keyring = new LocalKeyring({ load: () => material });

describe('payments at Stripe', () => {
  let stripe: FakeStripe;
  let payments: StripePayments;
  beforeEach(async () => {
    stripe = await FakeStripe.start();
    payments = openPayments();
  });
  afterEach(() => stripe.close());

  function openPayments(timeLimitMs?: number): StripePayments {
    return new StripePayments({
      secretKey: 'sk_test_123',
      webhookSecret: WEBHOOK_SECRET,
      publicUrl: 'https://api.acme.example',
      keyring,
      api: stripe.api,
      ...(timeLimitMs !== undefined && { timeLimitMs }),
    });
  }

  const order = (attempt = 1) => ({
    organization_id: 'org_1',
    purchase_id: 'crpu_2',
    amount_cents: 5_000,
    attempt,
  });

  it('opens a checkout that names the purchase and can be retried safely', async () => {
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
    const reference = await payments.charge(order());
    expect(stripe.payments).toMatchObject([
      { id: reference, metadata: { purchase_id: 'crpu_2', organization_id: 'org_1' } },
    ]);
    const charge = stripe.requests.find(({ path }) => path === CHARGE);
    expect(charge?.idempotencyKey).toBe('charge:crpu_2');
    expect(charge?.body.get('amount')).toBe('5000');
  });

  it('charges once per attempt, however often it is called, and again for the next attempt', async () => {
    const first = await payments.charge(order());
    expect(await payments.charge(order())).toBe(first);
    expect(stripe.payments).toHaveLength(1);
    expect(await payments.charge(order(2))).not.toBe(first);
    expect(stripe.payments.map(({ metadata }) => metadata.attempt)).toEqual(['1', '2']);
  });

  it('finds a charge whose response was lost, even after Stripe has dropped the key', async () => {
    stripe.meet(CHARGE, 'done, then reset', 'done, then reset');
    await expect(payments.charge(order())).rejects.not.toBeInstanceOf(PaymentRefusedError);
    const asked = chargesAsked();
    expect(await payments.charge(order())).toBe(stripe.payments[0]?.id);
    expect([chargesAsked(), stripe.payments.length]).toEqual([asked, 1]);
  });

  it('distinguishes a refusal from a failure with unknown outcome', async () => {
    const failure = (status: number, type: string) => ({ status, error: { type, message: type } });
    const outcomeOf = async (...mishaps: ReturnType<typeof failure>[]) => {
      stripe.meet(CHARGE, ...mishaps);
      const error: unknown = await payments.charge(order()).catch((thrown: unknown) => thrown);
      return error instanceof PaymentRefusedError ? 'refused' : 'open';
    };
    expect(await outcomeOf(failure(402, 'card_error'))).toBe('refused');
    expect(await outcomeOf(failure(400, 'invalid_request_error'))).toBe('refused');
    expect(await outcomeOf(failure(400, 'idempotency_error'))).toBe('open');
    expect(await outcomeOf(failure(401, 'invalid_request_error'))).toBe('open');
    const down = failure(500, 'api_error');
    expect(await outcomeOf(down, down)).toBe('open');
  });

  it('waits for a payment that Stripe is still processing, and does not charge again', async () => {
    stripe.paymentStatus = 'processing';
    await expect(payments.charge(order())).rejects.not.toBeInstanceOf(PaymentRefusedError);
    const [payment] = stripe.payments;
    if (payment === undefined) throw new Error('There is no payment');
    payment.status = 'succeeded';
    expect(await payments.charge(order())).toBe(payment.id);
    payment.status = 'canceled';
    await expect(payments.charge(order())).rejects.toBeInstanceOf(PaymentRefusedError);
    expect(stripe.payments).toHaveLength(1);
  });

  it('throws a TimeoutError when Stripe does not respond', async () => {
    stripe.meet(CHARGE, 'silence');
    stripe.meet('POST /v1/checkout/sessions', 'silence');
    const impatient = openPayments(50);
    await expect(impatient.charge(order())).rejects.toBeInstanceOf(TimeoutError);
    const checkout = { ...order(), now: Date.now() };
    await expect(impatient.createCheckout(checkout)).rejects.toBeInstanceOf(TimeoutError);
  });

  function chargesAsked(): number {
    return stripe.requests.filter(({ path }) => path === CHARGE).length;
  }

  const sign = (text: string) => {
    const time = Math.floor(Date.now() / 1_000);
    return `t=${time},v1=${createHmac('sha256', WEBHOOK_SECRET).update(`${time}.${text}`).digest('hex')}`;
  };
  const read = (type: string, object: object) => {
    const text = JSON.stringify({ id: 'evt_1', object: 'event', type, data: { object } });
    return payments.readEvent(text, sign(text));
  };
  const session = {
    id: 'cs_1',
    client_reference_id: 'crpu_1',
    payment_intent: 'pi_1',
    payment_status: 'paid',
    amount_total: 2_500,
    currency: 'usd',
    livemode: false,
    metadata: { purchase_id: 'crpu_1' },
  };
  const payment = {
    id: 'pi_1',
    amount_received: 2_500,
    currency: 'usd',
    livemode: false,
    metadata: { purchase_id: 'crpu_1' },
  };

  it('reads only events that report a payment', () => {
    const paid = {
      kind: 'paid',
      purchaseId: 'crpu_1',
      reference: 'pi_1',
      amountCents: 2_500,
      currency: 'usd',
      livemode: false,
      metadata: { purchase_id: 'crpu_1' },
    };
    const atCheckout = { ...paid, sessionId: 'cs_1' };
    expect(read('checkout.session.completed', session)).toEqual(atCheckout);
    expect(read('checkout.session.async_payment_succeeded', session)).toEqual(atCheckout);
    const unpaid = { ...session, payment_status: 'unpaid' };
    expect(read('checkout.session.completed', unpaid)).toBeUndefined();
    expect(read('customer.created', session)).toBeUndefined();
    expect(read('payment_intent.succeeded', payment)).toEqual({ ...paid, sessionId: null });
    expect(read('payment_intent.succeeded', { ...payment, metadata: {} })).toBeUndefined();
  });

  it('distinguishes a forged event from a malformed one', () => {
    const failure = (text: string, signature: string): unknown => {
      try {
        return payments.readEvent(text, signature);
      } catch (error) {
        return payments.isForgery(error);
      }
    };
    expect(failure('{} ', sign('{}'))).toBe(true);
    expect(failure('no JSON', sign('no JSON'))).toBe(false);
    expect(failure('null', sign('null'))).toBe(false);
  });

  it('accepts a payment only for the exact order that this server signed', async () => {
    const order = { organization_id: 'org_1', purchase_id: 'crpu_1', amount_cents: 2_500 };
    await payments.createCheckout({ ...order, now: Date.now() });
    const sent = stripe.requests.find(({ path }) => path === 'POST /v1/checkout/sessions')?.body;
    const metadata = {
      organization_id: 'org_1',
      purchase_id: 'crpu_1',
      proof: sent?.get('metadata[proof]') ?? '',
    };
    expect(sent?.get('payment_intent_data[metadata][proof]')).toBe(metadata.proof);
    const purchase = {
      id: 'crpu_1',
      organization_id: 'org_1',
      amount_cents: 2_500,
      status: 'pending',
      reference: 'cs_1',
    };
    const check = (change: object, of: object = {}) => {
      const report = read('checkout.session.completed', { ...session, metadata, ...change });
      if (report?.kind !== 'paid') throw new Error('The event reports no payment');
      return payments.mismatch(report, { ...purchase, ...of });
    };
    expect(check({})).toBeUndefined();
    expect(check({}, { reference: null })).toBeUndefined();
    expect(check({ amount_total: 100 })).toContain('amount');
    expect(check({ amount_total: null })).toContain('amount');
    expect(check({ currency: 'jpy' })).toContain('currency');
    expect(check({ livemode: true })).toContain('livemode');
    expect(check({ id: 'cs_of_a_payment_link' })).toContain('session');
    expect(check({ metadata: {} })).toContain('proof');
    expect(check({ metadata: { ...metadata, proof: 'forged' } })).toContain('proof');
    expect(check({}, { organization_id: 'org_2' })).toContain('proof');
    expect(check({}, { id: 'crpu_2' })).toContain('proof');
  });
});
