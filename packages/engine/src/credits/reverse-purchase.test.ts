import { describe, expect, it } from 'vitest';
import type { ReversalSource } from '../store/records.ts';
import { captureHold, placeHold, releaseHold } from './holds/holds.ts';
import { readBalance } from './lots/balance.ts';
import { completePurchase } from './purchases/grant-purchase.ts';
import { reversePurchase } from './reverse-purchase.ts';
import { Bank, ORGANIZATION } from './testing/bank.ts';
import { checkBooks } from './testing/check-books.ts';

const refund = (amount_cents: number, id = 're_1'): ReversalSource => ({
  id,
  kind: 'refund',
  amount_cents,
  is_taken: true,
  stage: 1,
});
const failed = (amount_cents: number): ReversalSource => ({
  ...refund(amount_cents),
  is_taken: false,
  stage: 2,
});
const dispute = (amount_cents: number): ReversalSource => ({
  ...refund(amount_cents, 'dp_1'),
  kind: 'dispute',
});
const won = (amount_cents: number): ReversalSource => ({
  ...dispute(amount_cents),
  is_taken: false,
  stage: 3,
});

const balanceOf = (bank: Bank) => bank.store.read((tables) => readBalance(tables, ORGANIZATION.id));
const actionsOf = (bank: Bank) =>
  bank.store.snapshot().tables.audit_events.map(({ action }) => action);

async function buy(bank: Bank, amount: number): Promise<string> {
  const { id } = await bank.openCheckout(amount);
  await bank.run((work) => completePurchase(work, id, `pi_${id}`));
  return id;
}

async function report(bank: Bank, id: string, source: ReversalSource): Promise<number> {
  const change = await bank.run(async (work) => {
    const purchase = await work.tables.credit_purchases.get(id);
    if (purchase === undefined) throw new Error(`No purchase ${id}`);
    return reversePurchase(work, purchase, source);
  });
  await checkBooks(bank);
  return change;
}

describe('a refund', () => {
  it('takes back the same share of the pack and its bonus, once', async () => {
    const bank = await Bank.open();
    const id = await buy(bank, 10_000);
    expect(await report(bank, id, refund(4_000))).toBe(4_600);
    expect(await report(bank, id, refund(4_000))).toBe(0);
    expect((await balanceOf(bank)).available_cents).toBe(11_500 - 4_600);
    const [transaction] = (await bank.rows('credit_transactions')).slice(-1);
    expect(transaction).toMatchObject({ type: 'refund', amount_cents: -4_600 });
    expect(actionsOf(bank).filter((action) => action === 'credits.refunded')).toHaveLength(1);
  });

  it('counts a refund once when both the refund and the sum of the charge are reported', async () => {
    const bank = await Bank.open();
    const id = await buy(bank, 1_000);
    const charge = { ...refund(300, 'ch_1'), kind: 'charge' as const };
    await report(bank, id, charge);
    expect(await report(bank, id, refund(300))).toBe(0);
    expect(await report(bank, id, { ...charge, amount_cents: 1_000 })).toBe(700);
    expect(await report(bank, id, refund(700, 're_2'))).toBe(0);
    expect((await balanceOf(bank)).available_cents).toBe(0);
  });

  it('never takes back more than the pack granted', async () => {
    const bank = await Bank.open();
    const id = await buy(bank, 2_500);
    await report(bank, id, refund(2_500));
    expect(await report(bank, id, dispute(2_500))).toBe(0);
    expect(await balanceOf(bank)).toEqual({ available_cents: 0, held_cents: 0, owed_cents: 0 });
  });

  it('returns the credits when a refund fails, also when the failure is reported first', async () => {
    const bank = await Bank.open();
    const id = await buy(bank, 1_000);
    await report(bank, id, refund(400));
    expect(await report(bank, id, failed(400))).toBe(-400);
    expect(await report(bank, id, refund(400))).toBe(0);
    expect((await balanceOf(bank)).available_cents).toBe(1_000);
    const other = await buy(bank, 1_000);
    await report(bank, other, failed(400));
    expect(await report(bank, other, refund(400))).toBe(0);
  });

  it('books a refund that is reported before the payment with the payment', async () => {
    const bank = await Bank.open();
    const { id } = await bank.openCheckout(1_000);
    expect(await report(bank, id, refund(1_000))).toBe(0);
    await bank.run((work) => completePurchase(work, id, 'pi_1'));
    await checkBooks(bank);
    expect(await balanceOf(bank)).toEqual({ available_cents: 0, held_cents: 0, owed_cents: 0 });
  });

  it('emits credits.low_balance and buys nothing, even with automatic top-up', async () => {
    const bank = await Bank.open({
      low_balance_threshold_cents: 400,
      auto_topup_enabled: true,
      auto_topup_threshold_cents: 300,
      auto_topup_amount_cents: 1_000,
    });
    const id = await buy(bank, 1_000);
    await report(bank, id, refund(1_000));
    expect(bank.eventsOfType('credits.low_balance')).toHaveLength(1);
    expect(await bank.rows('credit_purchases')).toHaveLength(1);
    expect((await bank.organization()).auto_topup_enabled).toBe(true);
  });
});

describe('a dispute of credits that are already held or spent', () => {
  async function spend(bank: Bank) {
    const id = await buy(bank, 1_000);
    const job = bank.newJob(2, 400);
    await bank.run((work) => placeHold(work, job));
    await bank.run((work) => captureHold(work, job));
    return { id, job };
  }

  it('leaves a debt that blocks new live jobs until the next purchase settles it', async () => {
    const bank = await Bank.open();
    const { id } = await spend(bank);
    expect(await report(bank, id, dispute(1_000))).toBe(1_000);
    expect(await balanceOf(bank)).toEqual({ available_cents: 0, held_cents: 400, owed_cents: 800 });
    const refused = bank.run((work) => placeHold(work, bank.newJob(1, 10)));
    await expect(refused).rejects.toThrow('left 800 owed');
    await buy(bank, 1_000);
    await checkBooks(bank);
    expect(await balanceOf(bank)).toEqual({ available_cents: 200, held_cents: 400, owed_cents: 0 });
  });

  it('settles the debt from credits that a job releases', async () => {
    const bank = await Bank.open();
    const { id, job } = await spend(bank);
    await report(bank, id, dispute(1_000));
    await bank.run((work) => releaseHold(work, job));
    await checkBooks(bank);
    expect(await balanceOf(bank)).toEqual({ available_cents: 0, held_cents: 0, owed_cents: 400 });
  });

  it('forgives the debt and returns the rest when the dispute is won', async () => {
    const bank = await Bank.open();
    const { id } = await spend(bank);
    await report(bank, id, dispute(1_000));
    expect(await report(bank, id, won(1_000))).toBe(-1_000);
    expect(await balanceOf(bank)).toEqual({ available_cents: 200, held_cents: 400, owed_cents: 0 });
    expect(await report(bank, id, dispute(1_000))).toBe(0);
    expect(actionsOf(bank)).toContain('credits.restored');
  });

  it('turns automatic top-up off after a dispute', async () => {
    const bank = await Bank.open({
      auto_topup_enabled: true,
      auto_topup_threshold_cents: 100,
      auto_topup_amount_cents: 1_000,
    });
    const id = await buy(bank, 1_000);
    await report(bank, id, dispute(1_000));
    expect((await bank.organization()).auto_topup_enabled).toBe(false);
    expect(actionsOf(bank)).toContain('auto_topup.disabled');
  });
});
