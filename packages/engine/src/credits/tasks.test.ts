import { describe, expect, it } from 'vitest';
import { placeHold } from './holds/holds.ts';
import { readBalance } from './lots/balance.ts';
import { grantLot } from './lots/grant-lot.ts';
import { Bank, DAY_MS, ORGANIZATION } from './testing/bank.ts';
import { checkBooks } from './testing/check-books.ts';

async function bankWith(amount_cents: number): Promise<Bank> {
  const bank = await Bank.open();
  await bank.run((work) =>
    grantLot(work, ORGANIZATION.id, { source: 'purchase', amount_cents, description: 'A pack' }),
  );
  return bank;
}

async function availableIn(bank: Bank): Promise<number> {
  const balance = await bank.store.read((tables) => readBalance(tables, ORGANIZATION.id));
  return balance.available_cents;
}

describe('12 months after a purchase', () => {
  it('expires what is left of a lot 12 months after its purchase, with its event', async () => {
    const bank = await bankWith(1_000);
    await bank.run((work) => placeHold(work, bank.newJob(2, 50)));
    await bank.passTime(365 * DAY_MS - 1);
    expect(await availableIn(bank)).toBe(900);
    await bank.passTime(1);
    expect(await availableIn(bank)).toBe(0);
    expect(bank.events().at(-1)).toMatchObject({
      type: 'credits.expired',
      environment: 'live',
      data: {
        object: 'credit_transaction',
        type: 'expiration',
        amount_cents: -900,
        description: 'Credits of 2026-01-01 expired',
        job_id: null,
        created_at: '2027-01-01T00:00:00.000Z',
      },
    });
    await checkBooks(bank);
  });

  it('emits nothing for a lot that is spent', async () => {
    const bank = await bankWith(100);
    await bank.run((work) => placeHold(work, bank.newJob(2, 50)));
    await bank.passTime(366 * DAY_MS);
    expect(bank.events()).toEqual([]);
  });
});

describe('30 days before a lot expires', () => {
  it('warns of what is left of a lot, once', async () => {
    const bank = await bankWith(1_000);
    await bank.run((work) => placeHold(work, bank.newJob(2, 50)));
    await bank.passTime(335 * DAY_MS - 1);
    expect(bank.events()).toEqual([]);
    await bank.passTime(2 * DAY_MS);
    expect(bank.events()).toEqual([
      {
        type: 'credits.expiring_soon',
        environment: 'live',
        data: {
          object: 'credit_expiration',
          amount_cents: 900,
          expires_at: '2027-01-01T00:00:00.000Z',
        },
      },
    ]);
  });

  it('emits no warning when the task runs after the expiry', async () => {
    const bank = await bankWith(1_000);
    bank.skipTime(366 * DAY_MS);
    await bank.passTime(0);
    expect(bank.events().map(({ type }) => type)).toEqual(['credits.expired']);
  });
});
