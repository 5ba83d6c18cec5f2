import { describe, expect, it } from 'vitest';
import type { OrganizationRecord } from '../../store/records.ts';
import { placeHold } from '../holds/holds.ts';
import { readBalance } from '../lots/balance.ts';
import { grantLot } from '../lots/grant-lot.ts';
import { completePurchase } from '../purchases/grant-purchase.ts';
import { Bank, DAY_MS, HOUR_MS, ORGANIZATION } from '../testing/bank.ts';
import { checkBooks } from '../testing/check-books.ts';

const topup = {
  auto_topup_enabled: true,
  auto_topup_threshold_cents: 500,
  auto_topup_amount_cents: 2_500,
} as const;

/** A bank with $10, of which a job then holds this much. */
async function bankAfterHolding(
  cents: number,
  settings: Partial<OrganizationRecord> = topup,
): Promise<Bank> {
  const bank = await Bank.open(settings);
  const description = 'A pack';
  await bank.run((work) =>
    grantLot(work, ORGANIZATION.id, { source: 'purchase', amount_cents: 1_000, description }),
  );
  await bank.run((work) => placeHold(work, bank.newJob(1, cents)));
  return bank;
}

async function availableIn(bank: Bank): Promise<number> {
  const balance = await bank.store.read((tables) => readBalance(tables, ORGANIZATION.id));
  return balance.available_cents;
}

function purchasesOf(bank: Bank): string[] {
  return bank.store.snapshot().tables.credit_purchases.map((purchase) => purchase.status);
}

describe('automatic top-up', () => {
  it('buys the pack with its bonus when a hold takes available credits below the threshold', async () => {
    const bank = await bankAfterHolding(501);
    await bank.passTime(0);
    expect(await availableIn(bank)).toBe(499 + 2_500 + 125);
    expect(bank.events()).toMatchObject([
      {
        type: 'credits.auto_topped_up',
        environment: 'live',
        data: { type: 'purchase', amount_cents: 2_500, description: 'Automatic top-up $25' },
      },
    ]);
    await checkBooks(bank);
  });

  it.each([
    { when: 'available credits are at the threshold', cents: 500, settings: topup },
    { when: 'it is off', cents: 900, settings: { ...topup, auto_topup_enabled: false } },
  ])('buys nothing when $when', async ({ cents, settings }) => {
    const bank = await bankAfterHolding(cents, settings);
    await bank.passTime(DAY_MS);
    expect(purchasesOf(bank)).toEqual([]);
  });

  it('buys when an expiry takes available credits below the threshold', async () => {
    const bank = await bankAfterHolding(500);
    await bank.passTime(365 * DAY_MS);
    expect(await availableIn(bank)).toBe(2_625);
  });

  it('orders one pack at a time', async () => {
    const bank = await bankAfterHolding(600);
    await bank.run((work) => placeHold(work, bank.newJob(1, 100)));
    await bank.passTime(0);
    expect(purchasesOf(bank)).toEqual(['paid']);
    expect(await availableIn(bank)).toBe(300 + 2_625);
  });

  it('takes the organization off the free tier', async () => {
    const bank = await bankAfterHolding(600);
    await bank.passTime(0);
    expect((await bank.organization()).tier).toBe('standard');
  });
});

describe('a refused charge', () => {
  it('leaves the balance unchanged after a refused charge, and retries it after an hour', async () => {
    const bank = await bankAfterHolding(600);
    bank.payments.failCharges(2);
    await bank.passTime(2 * HOUR_MS - 1);
    expect(await availableIn(bank)).toBe(400);
    expect(bank.events()).toEqual([]);
    await bank.passTime(1);
    expect(await availableIn(bank)).toBe(3_025);
    expect(purchasesOf(bank)).toEqual(['paid']);
  });

  it('turns automatic top-up off after the third refusal, with an audit event', async () => {
    const bank = await bankAfterHolding(600);
    bank.payments.failCharges(3);
    await bank.passTime(2 * HOUR_MS);
    expect(purchasesOf(bank)).toEqual(['failed']);
    expect(await bank.organization()).toMatchObject({ ...topup, auto_topup_enabled: false });
    expect(bank.store.snapshot().tables.audit_events).toMatchObject([
      { action: 'auto_topup.disabled', actor: { type: 'system' } },
    ]);
    await bank.run((work) => placeHold(work, bank.newJob(1, 100)));
    await bank.passTime(DAY_MS);
    expect(await availableIn(bank)).toBe(300);
  });

  it('does not retry a charge once the provider reports the payment', async () => {
    const bank = await bankAfterHolding(600);
    bank.payments.failCharges(1);
    await bank.passTime(0);
    const [purchase] = bank.store.snapshot().tables.credit_purchases;
    await bank.run((work) => completePurchase(work, purchase?.id ?? '', 'pi_late'));
    await bank.passTime(DAY_MS);
    expect(purchasesOf(bank)).toEqual(['paid']);
    expect(await availableIn(bank)).toBe(3_025);
  });

  it('grants a failed top-up when the provider reports the payment later', async () => {
    const bank = await bankAfterHolding(600);
    bank.payments.failCharges(3);
    await bank.passTime(DAY_MS);
    const [purchase] = bank.store.snapshot().tables.credit_purchases;
    await bank.run((work) => completePurchase(work, purchase?.id ?? '', 'pi_late'));
    expect(await availableIn(bank)).toBe(3_025);
  });
});

describe('a top-up that is no longer wanted when its charge is due', () => {
  it('withdraws a top-up when credits were bought in the meantime', async () => {
    const bank = await bankAfterHolding(600);
    await bank.run((work) =>
      grantLot(work, ORGANIZATION.id, {
        source: 'purchase',
        amount_cents: 1_000,
        description: 'By hand',
      }),
    );
    await bank.passTime(0);
    expect(purchasesOf(bank)).toEqual(['expired']);
    expect(await availableIn(bank)).toBe(1_400);
  });

  it('withdraws a top-up when automatic top-up was turned off', async () => {
    const bank = await bankAfterHolding(600);
    bank.payments.failCharges(1);
    await bank.passTime(0);
    await bank.change({ auto_topup_enabled: false });
    await bank.passTime(DAY_MS);
    expect(purchasesOf(bank)).toEqual(['expired']);
    expect(await availableIn(bank)).toBe(400);
  });

  it('replaces a top-up when another pack was chosen', async () => {
    const bank = await bankAfterHolding(600);
    await bank.change({ auto_topup_amount_cents: 1_000 });
    await bank.passTime(0);
    expect(purchasesOf(bank)).toEqual(['expired', 'paid']);
    expect(await availableIn(bank)).toBe(1_400);
  });

  it('withdraws a top-up when the organization was erased', async () => {
    const bank = await bankAfterHolding(600);
    await bank.change({ erased_at: bank.now });
    await bank.passTime(DAY_MS);
    expect(purchasesOf(bank)).toEqual(['expired']);
  });
});
