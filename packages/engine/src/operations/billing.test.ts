import type { CreditPurchase, CreditTransactionList } from '@firsthandapi/spec';
import { describe, expect, it } from 'vitest';
import { captureHold, placeHold } from '../credits/holds/holds.ts';
import { grantFreeCredits } from '../credits/lots/free-credits.ts';
import { completePurchase } from '../credits/purchases/grant-purchase.ts';
import { Bank, ORGANIZATION } from '../credits/testing/bank.ts';
import { getCreditBalance, listTransactions, purchaseCredits } from './billing.ts';

async function bankWithFreeCredits(): Promise<Bank> {
  const bank = await Bank.open();
  await bank.run((work) => grantFreeCredits(work, ORGANIZATION.id));
  return bank;
}

async function purchase(bank: Bank, environment: 'live' | 'test'): Promise<CreditPurchase> {
  const body = { amount_cents: 2_500 } as const;
  const reply = await bank.request(purchaseCredits, 'purchaseCredits', { body, environment });
  expect(reply.status).toBe(200);
  return reply.body as CreditPurchase;
}

async function transactions(bank: Bank, query: object): Promise<CreditTransactionList> {
  const reply = await bank.request(listTransactions, 'listTransactions', { query });
  return reply.body as CreditTransactionList;
}

describe('getCreditBalance', () => {
  it('shows available, held and total, and when they last changed', async () => {
    const bank = await bankWithFreeCredits();
    await bank.passTime(1_000);
    await bank.run((work) => placeHold(work, bank.newJob(2, 50)));
    await bank.passTime(1_000);
    expect(await bank.request(getCreditBalance, 'getCreditBalance')).toEqual({
      status: 200,
      body: {
        object: 'credit_balance',
        available_cents: 150,
        held_cents: 100,
        total_cents: 250,
        currency: 'usd',
        updated_at: '2026-01-01T00:00:01.000Z',
      },
    });
  });

  it('shows zero credits since its creation for an organization without credits', async () => {
    const bank = await Bank.open();
    await bank.passTime(1_000);
    const { body } = await bank.request(getCreditBalance, 'getCreditBalance');
    expect(body).toMatchObject({ total_cents: 0, updated_at: '2026-01-01T00:00:00.000Z' });
  });

  it("shows a test key the organization's balance", async () => {
    const bank = await bankWithFreeCredits();
    const environment = 'test';
    const { body } = await bank.request(getCreditBalance, 'getCreditBalance', { environment });
    expect(body).toMatchObject({ available_cents: 250 });
  });
});

describe('listTransactions', () => {
  it('lists newest first, as the contract shows them', async () => {
    const bank = await bankWithFreeCredits();
    const job = bank.newJob(2, 50);
    await bank.run((work) => placeHold(work, job));
    await bank.run((work) => captureHold(work, job));
    const list = await transactions(bank, {});
    expect(list).toMatchObject({ object: 'list', has_more: false, next_cursor: null });
    expect(list.data).toEqual([
      {
        object: 'credit_transaction',
        id: expect.stringMatching(/^crtx_/),
        type: 'deduction',
        amount_cents: -50,
        description: 'Approved file',
        job_id: job.id,
        created_at: '2026-01-01T00:00:00.000Z',
      },
      expect.objectContaining({ type: 'free_tier', amount_cents: 250, job_id: null }),
    ]);
  });

  it('filters by type', async () => {
    const bank = await bankWithFreeCredits();
    const { id } = await bankPurchase(bank);
    await bank.run((work) => completePurchase(work, id, 'pi_1'));
    const { data } = await transactions(bank, { type: 'bonus' });
    expect(data).toMatchObject([{ type: 'bonus', amount_cents: 125 }]);
  });

  it('pages through all of them by cursor', async () => {
    const bank = await Bank.open();
    for (let round = 0; round < 3; round += 1) {
      await bank.run((work) => grantFreeCredits(work, ORGANIZATION.id));
    }
    const first = await transactions(bank, { limit: 2 });
    const second = await transactions(bank, { limit: 2, cursor: first.next_cursor });
    expect([first.has_more, second.has_more]).toEqual([true, false]);
    expect(new Set([...first.data, ...second.data].map(({ id }) => id)).size).toBe(3);
  });
});

describe('purchaseCredits', () => {
  it('returns the checkout where the pack is paid', async () => {
    const bank = await Bank.open();
    const response = await purchase(bank, 'live');
    const { id } = await bankPurchase(bank, 0);
    expect(response).toEqual({
      object: 'credit_purchase',
      status: 'pending',
      checkout_url: `https://checkout.stripe.com/c/pay/cs_test_${id}`,
      amount_cents: 2_500,
      bonus_cents: 125,
      credits_cents: 2_625,
      currency: 'usd',
      expires_at: '2026-01-02T00:00:00.000Z',
    });
  });

  it('grants the credits once the provider reports the payment', async () => {
    const bank = await bankWithFreeCredits();
    await purchase(bank, 'live');
    const { id } = await bankPurchase(bank, 0);
    await bank.run((work) => completePurchase(work, id, 'pi_1'));
    const { body } = await bank.request(getCreditBalance, 'getCreditBalance');
    expect(body).toMatchObject({ available_cents: 2_875 });
  });

  it('records the purchase in the audit log', async () => {
    const bank = await Bank.open();
    await purchase(bank, 'live');
    expect(bank.store.snapshot().tables.audit_events).toMatchObject([
      {
        action: 'credit_purchase.created',
        environment: 'live',
        resource: { type: 'credit_purchase' },
      },
    ]);
  });

  it('simulates the purchase under a test key: paid at once, nothing charged or stored', async () => {
    const bank = await bankWithFreeCredits();
    bank.payments.failCheckouts(1);
    const response = await purchase(bank, 'test');
    expect(response).toMatchObject({ status: 'paid', credits_cents: 2_625 });
    expect(response.checkout_url).toMatch(
      /^https:\/\/checkout\.stripe\.com\/c\/pay\/cs_test_crpu_/,
    );
    expect(bank.events()).toMatchObject([
      {
        type: 'credits.purchased',
        environment: 'test',
        data: { object: 'credit_transaction', type: 'purchase', amount_cents: 2_500 },
      },
    ]);
    const { body } = await bank.request(getCreditBalance, 'getCreditBalance');
    expect(body).toMatchObject({ available_cents: 250, held_cents: 0 });
    expect(bank.store.snapshot().tables.credit_purchases).toEqual([]);
    expect((await bank.organization()).tier).toBe('free');
  });
});

/** Returns the purchase at this position, or creates a purchase of the $25 pack. */
async function bankPurchase(bank: Bank, position?: number): Promise<{ id: string }> {
  if (position === undefined) await purchase(bank, 'live');
  const found = bank.store.snapshot().tables.credit_purchases.at(position ?? -1);
  if (found === undefined) throw new Error('There is no purchase');
  return found;
}
