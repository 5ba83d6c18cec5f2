import { beforeEach, describe, expect, it } from 'vitest';
import { createEngine, type Engine } from '../../engine.ts';
import { TimeoutError } from '../../errors/port-errors.ts';
import { DAY, HOUR, type TestAccount, TestEngine } from '../../testing/test-engine.ts';
import { PaymentProvider } from '../testing/payment-provider.ts';

let provider: PaymentProvider;
let world: TestEngine;
let account: TestAccount;

beforeEach(async () => {
  provider = new PaymentProvider();
  world = new TestEngine({}, { payments: provider });
  account = await world.openOrganization();
});

function buy(idempotencyKey = 'buy-once', amount_cents = 2_500) {
  const call = { idempotencyKey };
  return world.post('/v1/billing/credits/purchase', account.live, { amount_cents }, call);
}

/** Another process on the same store, after the first has crashed. */
function restart(): Engine {
  const engine = createEngine(world.ports);
  Object.assign(world, { engine });
  return engine;
}

function purchases() {
  return world.store.snapshot().tables.credit_purchases;
}

describe('a payment provider that does not respond', () => {
  it('blocks only the purchase that waits for the provider', async () => {
    provider.fates = ['silence before anything is done'];
    let isAnswered = false;
    void buy().then(() => {
      isAnswered = true;
    });
    await provider.whenAsked(1);
    const job = await world.createJob(account.test);
    const others = [
      await world.get('/v1/billing/credits', account.live),
      await world.post(`/v1/jobs/${job.id}/cancel`, account.test),
      await world.call('PATCH', '/v1/organization/settings', {
        key: account.live,
        body: { name: 'Acme' },
      }),
      await buy('another'),
    ];
    expect(others.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect(isAnswered).toBe(false);
  });
});

describe('a payment provider that fails', () => {
  it('returns 502 when the provider fails, stores nothing, and a retry creates another order', async () => {
    provider.fates = ['an error before anything is done'];
    const failed = await buy();
    expect([failed.status, failed.body.error.type]).toEqual([502, 'bad_gateway']);
    expect(failed.body.error.message).toContain('nothing was charged');
    expect(purchases()).toEqual([]);
    expect(world.store.snapshot().tables.idempotency).toEqual([]);
    expect(world.store.snapshot().tables.audit_events).toEqual([]);
    expect((await buy()).status).toBe(200);
    expect(new Set(provider.asked).size).toBe(2);
    expect(purchases()).toHaveLength(1);
  });

  it('returns 504 when the provider times out, and a retry reuses the order', async () => {
    provider.error = () => new TimeoutError('No response');
    provider.fates = ['done, then an error'];
    const slow = await buy();
    expect([slow.status, slow.body.error.type]).toEqual([504, 'gateway_timeout']);
    world.clock.set(world.clock.now() + 1_000);
    const retried = await buy();
    expect(retried.status).toBe(200);
    expect(retried.headers.get('idempotent-replayed')).toBeNull();
    expect(new Set(provider.asked).size).toBe(1);
    expect(purchases()).toMatchObject([
      { status: 'pending', reference: `cs_${purchases()[0]?.id}` },
    ]);
  });
});

describe('a process that crashes while it creates a checkout', () => {
  it.each(['done, then silence', 'silence before anything is done'] as const)(
    'leaves an order after a crash, and a retry creates one checkout: %s',
    async (fate) => {
      provider.fates = [fate];
      void buy();
      await provider.whenAsked(1);
      restart();
      const response = await buy();
      expect(response.status).toBe(200);
      expect(new Set(provider.asked).size).toBe(1);
      const [only, ...others] = purchases();
      expect(others).toEqual([]);
      expect(only).toMatchObject({ status: 'pending', checkout_url: response.body.checkout_url });
      expect((await buy()).text).toBe(response.text);
      expect(provider.asked).toHaveLength(2);
    },
  );

  it('returns 409 when a pending key is used for another request', async () => {
    provider.fates = ['silence before anything is done'];
    void buy();
    await provider.whenAsked(1);
    restart();
    const other = await buy('buy-once', 5_000);
    expect([other.status, other.body.error.type]).toEqual([409, 'idempotency_error']);
    expect(provider.asked).toHaveLength(1);
  });

  it('expires the order within an hour when the request is not retried', async () => {
    provider.fates = ['silence before anything is done'];
    void buy();
    await provider.whenAsked(1);
    restart();
    await world.passTime(HOUR);
    expect(purchases()).toMatchObject([{ status: 'expired', checkout_url: null }]);
    // Too late to resume: the same key creates a new order.
    expect((await buy()).status).toBe(200);
    expect(purchases().map(({ status }) => status)).toEqual(['expired', 'pending']);
  });

  it('stores the intent in a form that cannot be read', async () => {
    provider.fates = ['silence before anything is done'];
    void buy('my-own-key');
    await provider.whenAsked(1);
    const { idempotency } = world.store.snapshot().tables;
    expect(JSON.stringify(idempotency.map(({ sealed_body: _, ...rest }) => rest))).not.toMatch(
      /my-own-key|crpu_/,
    );
  });
});

describe('requests with one Idempotency-Key', () => {
  it('creates one order and one response for concurrent requests with one key', async () => {
    const responses = await Promise.all(Array.from({ length: 20 }, () => buy()));
    expect(new Set(responses.map(({ text }) => text)).size).toBe(1);
    expect(new Set(responses.map(({ status }) => status))).toEqual(new Set([200]));
    expect(provider.asked).toHaveLength(1);
    expect(purchases()).toHaveLength(1);
  });

  it('creates one checkout and one response for requests in two processes', async () => {
    const first = buy();
    restart();
    const [one, other] = await Promise.all([first, buy()]);
    expect([one.status, other.status]).toEqual([200, 200]);
    expect(other.text).toBe(one.text);
    expect(new Set(provider.asked).size).toBe(1);
    expect(purchases()).toHaveLength(1);
  });

  it('executes one of the waiting requests after the provider fails the first', async () => {
    provider.fates = ['an error before anything is done'];
    const responses = await Promise.all([buy(), buy(), buy()]);
    expect(responses.map(({ status }) => status)).toEqual([502, 200, 200]);
    expect(responses[2]?.text).toBe(responses[1]?.text);
    expect(purchases()).toHaveLength(1);
  });
});

describe('a checkout', () => {
  it('keeps the checkout open for as long as the provider says, beyond the expiry of its order', async () => {
    await buy();
    await world.passTime(DAY - 1);
    expect(purchases()).toMatchObject([{ status: 'pending' }]);
    await world.passTime(1);
    expect(purchases()).toMatchObject([{ status: 'expired' }]);
  });

  it('refuses a price that no pack has before the provider is called', async () => {
    const refused = await buy('odd', 1_234);
    expect(refused.status).toBe(400);
    expect(provider.asked).toEqual([]);
  });
});
