import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { createEngine } from '../../engine.ts';
import { DAY, HOUR, JOB, MINUTE, type TestAccount, TestEngine } from '../../testing/test-engine.ts';
import { grantFreeCredits } from '../lots/free-credits.ts';
import { completePurchase } from '../purchases/grant-purchase.ts';
import { type CallFate, PaymentProvider } from '../testing/payment-provider.ts';

let provider: PaymentProvider;
let world: TestEngine;
let account: TestAccount;
/** The failed tasks reported to the host. */
let failures: unknown[];
const onTaskError = (error: unknown) => void failures.push(error);

const PACK_CENTS = 1_000;
beforeEach(open);

async function open(): Promise<void> {
  provider = new PaymentProvider();
  failures = [];
  world = new TestEngine({ onTaskError }, { payments: provider });
  account = await world.openOrganization();
  await world.transact((work) => grantFreeCredits(work, account.organizationId));
}

/** With $2.50 available and a threshold of $9, a pack is ordered, and charged by a task that is due now. */
async function orderTopup(): Promise<void> {
  const { status } = await world.call('PATCH', '/v1/organization/settings', {
    key: account.live,
    body: {
      auto_topup_enabled: true,
      auto_topup_threshold_cents: 900,
      auto_topup_amount_cents: PACK_CENTS,
    },
  });
  expect(status).toBe(200);
}

/** Another process on the same store, after the first has crashed. */
function restart(): void {
  Object.assign(world, { engine: createEngine(world.ports, { onTaskError }) });
}

function purchases() {
  return world.store.snapshot().tables.credit_purchases;
}

/** How often each purchase was granted, according to its transactions. */
function grants(): number {
  const { credit_transactions } = world.store.snapshot().tables;
  return credit_transactions.filter(({ type }) => type === 'purchase').length;
}

async function available(): Promise<number> {
  return (await world.get('/v1/billing/credits', account.live)).body.available_cents;
}

describe('a charge that the provider does not respond to', () => {
  it('runs other tasks while a charge waits for the provider', async () => {
    provider.fates = ['silence before anything is done'];
    await orderTopup();
    void world.engine.runDue(world.clock.now());
    await provider.whenAsked(1);
    const job = { ...JOB, files_needed: 1 };
    expect((await world.post('/v1/jobs', account.live, job)).status).toBe(201);
    expect(await available()).toBe(200);
  });
});

describe('a process that crashes', () => {
  it.each([
    ['between the charge and the grant', 'done, then silence'],
    ['before the charge', 'silence before anything is done'],
  ] as const)('charges and grants once when the process crashes %s', async (_, fate) => {
    provider.fates = [fate];
    await orderTopup();
    void world.engine.runDue(world.clock.now());
    await provider.whenAsked(1);
    restart();
    expect(purchases()).toMatchObject([{ status: 'pending' }]);
    await world.passTime(MINUTE);
    expect(await available()).toBe(250 + PACK_CENTS);
    await world.passTime(DAY);
    expect(purchases()).toMatchObject([
      { status: 'paid', reference: `pi_${purchases()[0]?.id}_1` },
    ]);
    expect(provider.taken).toHaveLength(1);
    expect(new Set(provider.asked).size).toBe(1);
    expect([grants(), await available()]).toEqual([1, 250 + PACK_CENTS]);
  });

  it('charges and grants once when the process restarts days later', async () => {
    provider.fates = ['done, then silence'];
    await orderTopup();
    void world.engine.runDue(world.clock.now());
    await provider.whenAsked(1);
    restart();
    world.clock.set(world.clock.now() + 3 * DAY);
    await world.passTime(0);
    expect([grants(), await available(), provider.taken.length]).toEqual([1, 250 + PACK_CENTS, 1]);
  });

  it('completes a begun charge after a crash, even after top-up was turned off', async () => {
    provider.fates = ['done, then silence'];
    await orderTopup();
    void world.engine.runDue(world.clock.now());
    await provider.whenAsked(1);
    restart();
    const body = { auto_topup_enabled: false };
    await world.call('PATCH', '/v1/organization/settings', { key: account.live, body });
    await world.passTime(MINUTE);
    expect(provider.taken).toHaveLength(1);
    expect([grants(), await available()]).toEqual([1, 250 + PACK_CENTS]);
  });
});

describe('a charge with unknown outcome', () => {
  it('repeats a charge with unknown outcome under the same key, less and less often, and reports it to the host', async () => {
    const error = 'done, then an error';
    provider.fates = [error, error, error];
    await orderTopup();
    await world.passTime(0);
    expect(provider.asked).toHaveLength(1);
    await world.passTime(MINUTE);
    expect(provider.asked).toHaveLength(2);
    await world.passTime(2 * MINUTE);
    expect(provider.asked).toHaveLength(3);
    expect([grants(), failures.length]).toEqual([0, 3]);
    await world.passTime(4 * MINUTE);
    expect(new Set(provider.asked).size).toBe(1);
    expect([grants(), provider.taken.length]).toEqual([1, 1]);
  });

  it('never follows a charge with unknown outcome by another, which might take the money twice', async () => {
    provider.fates = Array<CallFate>(100).fill('an error before anything is done');
    await orderTopup();
    await world.passTime(19 * HOUR);
    expect(new Set(provider.asked).size).toBe(1);
    expect(purchases()).toMatchObject([{ status: 'pending' }]);
  });

  it('gives up a charge within a day, and still grants it when the provider reports the payment', async () => {
    provider.fates = Array<CallFate>(100).fill('done, then an error');
    await orderTopup();
    await world.passTime(24 * HOUR);
    expect(purchases()).toMatchObject([{ status: 'failed', reference: null }]);
    const { organizations, audit_events } = world.store.snapshot().tables;
    expect(organizations).toMatchObject([{ auto_topup_enabled: false }]);
    expect(audit_events.at(-1)).toMatchObject({ action: 'auto_topup.disabled' });
    const asked = provider.asked.length;
    await world.passTime(3 * DAY);
    expect(provider.asked).toHaveLength(asked);
    await world.transact((work) => completePurchase(work, purchases()[0]?.id ?? '', 'pi_late'));
    expect([grants(), await available()]).toEqual([1, 250 + PACK_CENTS]);
  });
});

describe('a refused charge', () => {
  it('retries a refused charge under another key, since the provider repeats its response to the same key', async () => {
    provider.fates = ['refused', 'refused'];
    await orderTopup();
    await world.passTime(2 * HOUR);
    expect(provider.asked.map((key) => key.split(':').at(-1))).toEqual(['1', '2', '3']);
    expect([grants(), provider.taken.length]).toEqual([1, 1]);
    expect(failures).toEqual([]);
  });
});

it('takes money once for a top-up and grants what it takes, whatever the provider does', async () => {
  const fate = fc.constantFrom<CallFate>(
    'answered',
    'refused',
    'done, then an error',
    'an error before anything is done',
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(fate, { maxLength: 12 }),
      fc.array(fc.integer({ min: 0, max: 6 * HOUR }), { maxLength: 6 }),
      async (fates, pauses) => {
        await open();
        provider.fates = [...fates];
        await orderTopup();
        for (const pause of pauses) {
          await world.passTime(pause);
          restart();
          const perPurchase = provider.taken.map(({ purchase_id }) => purchase_id);
          expect(new Set(perPurchase).size).toBe(perPurchase.length);
          expect(grants()).toBeLessThanOrEqual(provider.taken.length);
        }
        provider.fates = [];
        await world.passTime(DAY);
        expect(grants()).toBe(provider.taken.length);
        expect(await available()).toBe(250 + PACK_CENTS * provider.taken.length);
      },
    ),
    { numRuns: 60 },
  );
});
