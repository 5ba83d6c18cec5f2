import { describe, expect, it } from 'vitest';
import { readBalance } from '../lots/balance.ts';
import { Bank, DAY_MS, ORGANIZATION } from '../testing/bank.ts';
import { checkBooks } from '../testing/check-books.ts';
import { completePurchase } from './grant-purchase.ts';

async function openedPurchase(bank: Bank, amountCents: number): Promise<string> {
  return (await bank.openCheckout(amountCents)).id;
}

async function availableIn(bank: Bank): Promise<number> {
  const balance = await bank.store.read((tables) => readBalance(tables, ORGANIZATION.id));
  return balance.available_cents;
}

describe('a checkout', () => {
  it('grants nothing before the checkout is paid', async () => {
    const bank = await Bank.open();
    await openedPurchase(bank, 2_500);
    expect(await availableIn(bank)).toBe(0);
    expect(bank.events()).toEqual([]);
  });

  it('expires a checkout that is not paid', async () => {
    const bank = await Bank.open();
    await openedPurchase(bank, 2_500);
    await bank.passTime(DAY_MS);
    expect(bank.store.snapshot().tables.credit_purchases).toMatchObject([{ status: 'expired' }]);
  });
});

describe('a paid purchase', () => {
  it('grants the pack and its bonus as two transactions', async () => {
    const bank = await Bank.open();
    const id = await openedPurchase(bank, 2_500);
    await bank.run((work) => completePurchase(work, id, 'pi_1'));
    expect(await availableIn(bank)).toBe(2_625);
    expect(bank.store.snapshot().tables.credit_transactions).toMatchObject([
      { type: 'purchase', amount_cents: 2_500, description: 'Credit pack $25' },
      { type: 'bonus', amount_cents: 125, description: 'Bonus of the $25 pack' },
    ]);
    await checkBooks(bank);
  });

  it('records no bonus transaction for a pack without a bonus', async () => {
    const bank = await Bank.open();
    const id = await openedPurchase(bank, 1_000);
    await bank.run((work) => completePurchase(work, id, 'pi_1'));
    expect(bank.store.snapshot().tables.credit_transactions).toHaveLength(1);
  });

  it('grants a purchase once, however often the provider reports it', async () => {
    const bank = await Bank.open();
    const id = await openedPurchase(bank, 1_000);
    const first = await bank.run((work) => completePurchase(work, id, 'pi_1'));
    const second = await bank.run((work) => completePurchase(work, id, 'pi_1'));
    expect([first, second]).toEqual(['granted', 'granted earlier']);
    expect(await availableIn(bank)).toBe(1_000);
    expect(bank.eventsOfType('credits.purchased')).toHaveLength(1);
  });

  it('reports a second payment for a paid purchase, and grants nothing for it', async () => {
    const bank = await Bank.open();
    const id = await openedPurchase(bank, 1_000);
    await bank.run((work) => completePurchase(work, id, 'pi_1'));
    expect(await bank.run((work) => completePurchase(work, id, 'pi_2'))).toBe('paid twice');
    expect(await availableIn(bank)).toBe(1_000);
    const { credit_purchases, audit_events } = bank.store.snapshot().tables;
    expect(credit_purchases).toMatchObject([{ status: 'paid', reference: 'pi_1' }]);
    expect(audit_events.map(({ action }) => action)).toContain('credits.payment_mismatch');
  });

  it('keeps a purchase paid when its checkout would have expired', async () => {
    const bank = await Bank.open();
    const id = await openedPurchase(bank, 1_000);
    await bank.run((work) => completePurchase(work, id, 'pi_1'));
    await bank.passTime(2 * DAY_MS);
    expect(bank.store.snapshot().tables.credit_purchases).toMatchObject([{ status: 'paid' }]);
  });

  it('grants a purchase whose payment arrives after the checkout expired', async () => {
    const bank = await Bank.open();
    const id = await openedPurchase(bank, 1_000);
    await bank.passTime(2 * DAY_MS);
    await bank.run((work) => completePurchase(work, id, 'pi_1'));
    expect(await availableIn(bank)).toBe(1_000);
    expect(bank.store.snapshot().tables.credit_purchases).toMatchObject([{ status: 'paid' }]);
  });

  it('emits credits.purchased to the live environment with its transaction', async () => {
    const bank = await Bank.open();
    const id = await openedPurchase(bank, 2_500);
    await bank.run((work) => completePurchase(work, id, 'pi_1'));
    expect(bank.events()).toMatchObject([
      {
        type: 'credits.purchased',
        environment: 'live',
        data: { object: 'credit_transaction', type: 'purchase', amount_cents: 2_500 },
      },
    ]);
  });

  it('expires purchased credits 12 months after the payment', async () => {
    const bank = await Bank.open();
    const id = await openedPurchase(bank, 2_500);
    await bank.passTime(DAY_MS / 2);
    await bank.run((work) => completePurchase(work, id, 'pi_1'));
    await bank.passTime(365 * DAY_MS - 1);
    expect(await availableIn(bank)).toBe(2_625);
    await bank.passTime(1);
    expect(await availableIn(bank)).toBe(0);
    expect(bank.eventsOfType('credits.expired')).toHaveLength(2);
  });

  it.each([
    { before: 'free', after: 'standard' },
    { before: 'standard', after: 'standard' },
    { before: 'enterprise', after: 'enterprise' },
  ] as const)('makes a $before organization $after', async ({ before, after }) => {
    const bank = await Bank.open({ tier: before });
    const id = await openedPurchase(bank, 1_000);
    expect((await bank.organization()).tier).toBe(before);
    await bank.run((work) => completePurchase(work, id, 'pi_1'));
    expect((await bank.organization()).tier).toBe(after);
  });

  it('throws 404 when there is no such purchase', async () => {
    const bank = await Bank.open();
    const complete = bank.run((work) => completePurchase(work, 'crpu_unknown', 'pi_1'));
    await expect(complete).rejects.toMatchObject({ status: 404 });
  });
});
