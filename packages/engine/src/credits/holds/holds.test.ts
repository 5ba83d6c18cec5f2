import { describe, expect, it } from 'vitest';
import { readBalance } from '../lots/balance.ts';
import { FREE_CREDITS_CENTS, grantFreeCredits } from '../lots/free-credits.ts';
import { grantLot } from '../lots/grant-lot.ts';
import { Bank, DAY_MS, ORGANIZATION } from '../testing/bank.ts';
import { checkBooks } from '../testing/check-books.ts';
import { captureHold, placeHold, releaseHold } from './holds.ts';

async function bankWith(cents: number, settings = {}): Promise<Bank> {
  const bank = await Bank.open(settings);
  await give(bank, cents);
  return bank;
}

async function give(bank: Bank, amount_cents: number): Promise<void> {
  await bank.run((work) =>
    grantLot(work, ORGANIZATION.id, { source: 'bonus', amount_cents, description: 'A gift' }),
  );
}

async function balanceOf(bank: Bank) {
  return bank.store.read((tables) => readBalance(tables, ORGANIZATION.id));
}

function lotsOf(bank: Bank): number[] {
  return bank.store.snapshot().tables.credit_lots.map((lot) => lot.remaining_cents);
}

describe('placing a hold', () => {
  it('holds the price of all files', async () => {
    const bank = await bankWith(1_000);
    await bank.run((work) => placeHold(work, bank.newJob(3, 50)));
    expect(await balanceOf(bank)).toEqual({ available_cents: 850, held_cents: 150, owed_cents: 0 });
    await checkBooks(bank);
  });

  it('records no transaction for a hold, since available + held stays the same', async () => {
    const bank = await bankWith(1_000);
    await bank.run((work) => placeHold(work, bank.newJob(3, 50)));
    expect(bank.store.snapshot().tables.credit_transactions).toHaveLength(1);
  });

  it('holds the last cent', async () => {
    const bank = await bankWith(150);
    await bank.run((work) => placeHold(work, bank.newJob(3, 50)));
    expect(await balanceOf(bank)).toEqual({ available_cents: 0, held_cents: 150, owed_cents: 0 });
  });

  it('refuses a hold with the amounts needed and available and how to buy, and changes nothing', async () => {
    const bank = await bankWith(149);
    await expect(bank.run((work) => placeHold(work, bank.newJob(3, 50)))).rejects.toMatchObject({
      type: 'insufficient_credits',
      status: 402,
      message: expect.stringMatching(/needs 150 cents.*149 are available.*credits\/purchase/),
    });
    expect(await balanceOf(bank)).toEqual({ available_cents: 149, held_cents: 0, owed_cents: 0 });
  });

  it('spends the lot that expires soonest first', async () => {
    const bank = await bankWith(100);
    await bank.passTime(DAY_MS);
    await give(bank, 100);
    await bank.run((work) => placeHold(work, bank.newJob(3, 50)));
    expect(lotsOf(bank)).toEqual([0, 50]);
  });

  it('never spends a lot after its expiry, even when the task that expires it is late', async () => {
    const bank = await bankWith(100);
    bank.skipTime(200 * DAY_MS);
    await give(bank, 100);
    bank.skipTime(165 * DAY_MS);
    await expect(bank.run((work) => placeHold(work, bank.newJob(3, 50)))).rejects.toThrow(
      'needs 150 cents of credits (files_needed × price_per_file_cents) and 100 are available',
    );
    await bank.run((work) => placeHold(work, bank.newJob(2, 50)));
    expect(lotsOf(bank)).toEqual([0, 0]);
    expect(bank.eventsOfType('credits.expired')).toHaveLength(1);
    await checkBooks(bank);
  });

  it('still spends a lot in its last millisecond', async () => {
    const bank = await bankWith(100);
    await bank.passTime(365 * DAY_MS - 1);
    await bank.run((work) => placeHold(work, bank.newJob(2, 50)));
    expect(await balanceOf(bank)).toEqual({ available_cents: 0, held_cents: 100, owed_cents: 0 });
  });

  it('refuses to hold credits for a test job', async () => {
    const bank = await bankWith(1_000);
    const job = bank.newJob(3, 50, 'test');
    await expect(bank.run((work) => placeHold(work, job))).rejects.toThrow('is a test job');
    await expect(bank.run((work) => captureHold(work, job))).rejects.toThrow('is a test job');
    await expect(bank.run((work) => releaseHold(work, job))).rejects.toThrow('is a test job');
  });
});

describe('capturing', () => {
  it('captures one price from the hold as a deduction of the job', async () => {
    const bank = await bankWith(1_000);
    const job = bank.newJob(3, 50);
    await bank.run((work) => placeHold(work, job));
    await bank.run((work) => captureHold(work, job));
    expect(await balanceOf(bank)).toEqual({ available_cents: 850, held_cents: 100, owed_cents: 0 });
    expect(bank.store.snapshot().tables.credit_transactions.at(-1)).toMatchObject({
      type: 'deduction',
      amount_cents: -50,
      description: 'Approved file',
      job_id: job.id,
    });
    await checkBooks(bank);
  });

  it('never captures more than the job holds', async () => {
    const bank = await bankWith(1_000);
    const job = bank.newJob(1, 50);
    await bank.run((work) => placeHold(work, job));
    await bank.run((work) => captureHold(work, job));
    await expect(bank.run((work) => captureHold(work, job))).rejects.toThrow('50 cents short');
    expect(await balanceOf(bank)).toEqual({ available_cents: 950, held_cents: 0, owed_cents: 0 });
  });

  it('spends held credits whose lot has expired since', async () => {
    const bank = await bankWith(100);
    const job = bank.newJob(2, 50);
    await bank.run((work) => placeHold(work, job));
    await bank.passTime(366 * DAY_MS);
    await bank.run((work) => captureHold(work, job));
    expect(await balanceOf(bank)).toEqual({ available_cents: 0, held_cents: 50, owed_cents: 0 });
    expect(bank.eventsOfType('credits.expired')).toEqual([]);
  });
});

describe('releasing', () => {
  it('returns what the job did not need to the original lots', async () => {
    const bank = await bankWith(100);
    await bank.passTime(DAY_MS);
    await give(bank, 100);
    const job = bank.newJob(3, 50);
    await bank.run((work) => placeHold(work, job));
    await bank.run((work) => captureHold(work, job));
    await bank.run((work) => releaseHold(work, job));
    expect(lotsOf(bank)).toEqual([50, 100]);
    await checkBooks(bank);
  });

  it('deletes the hold when the job ends, so that finished jobs cost the balance nothing', async () => {
    const bank = await bankWith(100);
    const job = bank.newJob(2, 50);
    await bank.run((work) => placeHold(work, job));
    await bank.run((work) => captureHold(work, job));
    await bank.run((work) => captureHold(work, job));
    const { ledger_entries } = bank.store.snapshot().tables;
    await bank.run((work) => releaseHold(work, job));
    expect(bank.store.snapshot().tables.credit_holds).toEqual([]);
    expect(bank.store.snapshot().tables.ledger_entries).toEqual(ledger_entries);
    expect(await balanceOf(bank)).toEqual({ available_cents: 0, held_cents: 0, owed_cents: 0 });
  });

  it('refuses to release a hold twice', async () => {
    const bank = await bankWith(100);
    const job = bank.newJob(2, 50);
    await bank.run((work) => placeHold(work, job));
    await bank.run((work) => releaseHold(work, job));
    await expect(bank.run((work) => releaseHold(work, job))).rejects.toThrow('already released');
  });

  it('expires released credits at once when their lot has expired', async () => {
    const bank = await bankWith(100);
    await bank.passTime(200 * DAY_MS);
    await give(bank, 100);
    const job = bank.newJob(3, 50);
    await bank.run((work) => placeHold(work, job));
    await bank.passTime(165 * DAY_MS);
    await bank.run((work) => releaseHold(work, job));
    expect(lotsOf(bank)).toEqual([0, 100]);
    expect(bank.eventsOfType('credits.expired')).toMatchObject([
      { object: 'credit_transaction', type: 'expiration', amount_cents: -100 },
    ]);
    await checkBooks(bank);
  });

  it('warns of credits that return to a lot in its last 30 days', async () => {
    const bank = await bankWith(100);
    const job = bank.newJob(2, 50);
    await bank.run((work) => placeHold(work, job));
    await bank.passTime(350 * DAY_MS);
    expect(bank.eventsOfType('credits.expiring_soon')).toEqual([]);
    await bank.run((work) => releaseHold(work, job));
    expect(bank.eventsOfType('credits.expiring_soon')).toMatchObject([{ amount_cents: 100 }]);
  });
});

it('warns of a lot once, however often its credits are held and released', async () => {
  const bank = await bankWith(100);
  await bank.passTime(340 * DAY_MS);
  for (let round = 0; round < 2; round += 1) {
    const job = bank.newJob(1, 50);
    await bank.run((work) => placeHold(work, job));
    await bank.run((work) => releaseHold(work, job));
  }
  expect(bank.eventsOfType('credits.expiring_soon')).toHaveLength(1);
});

describe('a low balance', () => {
  it('emits credits.low_balance when available credits cross below the threshold, once per crossing', async () => {
    const bank = await bankWith(1_000, { low_balance_threshold_cents: 500 });
    const [first, second, third] = [bank.newJob(10, 50), bank.newJob(1, 50), bank.newJob(1, 50)];
    await bank.run((work) => placeHold(work, first));
    expect(bank.eventsOfType('credits.low_balance')).toEqual([]);

    await bank.run((work) => placeHold(work, second));
    expect(bank.events().at(-1)).toMatchObject({
      type: 'credits.low_balance',
      environment: 'live',
      data: {
        object: 'credit_balance',
        available_cents: 450,
        held_cents: 550,
        total_cents: 1_000,
        threshold_cents: 500,
      },
    });
    await bank.run((work) => placeHold(work, third));
    expect(bank.eventsOfType('credits.low_balance')).toHaveLength(1);

    await bank.run((work) => releaseHold(work, first));
    await bank.run((work) => placeHold(work, { ...first, id: bank.nextId('job') }));
    expect(bank.eventsOfType('credits.low_balance')).toHaveLength(2);
  });

  it('emits credits.low_balance when an expiry crosses the threshold', async () => {
    const bank = await bankWith(1_000, { low_balance_threshold_cents: 500 });
    await bank.passTime(365 * DAY_MS);
    expect(bank.eventsOfType('credits.low_balance')).toMatchObject([{ available_cents: 0 }]);
  });

  it('emits credits.low_balance when a late expiry and a hold cross the threshold together', async () => {
    const bank = await bankWith(400, { low_balance_threshold_cents: 500 });
    bank.skipTime(200 * DAY_MS);
    await give(bank, 450);
    bank.skipTime(165 * DAY_MS);
    await bank.run((work) => placeHold(work, bank.newJob(1, 50)));
    expect(bank.eventsOfType('credits.low_balance')).toMatchObject([{ available_cents: 400 }]);
  });

  it('emits no credits.low_balance without a threshold', async () => {
    const bank = await bankWith(1_000);
    await bank.run((work) => placeHold(work, bank.newJob(20, 50)));
    expect(bank.eventsOfType('credits.low_balance')).toEqual([]);
  });
});

it('grants a new account 250 cents that expire after 12 months, as one free_tier transaction', async () => {
  const bank = await Bank.open();
  await bank.run((work) => grantFreeCredits(work, ORGANIZATION.id));
  expect(FREE_CREDITS_CENTS).toBe(250);
  expect(await balanceOf(bank)).toEqual({ available_cents: 250, held_cents: 0, owed_cents: 0 });
  expect(bank.store.snapshot().tables.credit_transactions).toMatchObject([
    { type: 'free_tier', amount_cents: 250, job_id: null },
  ]);
  await bank.passTime(365 * DAY_MS);
  expect(await balanceOf(bank)).toEqual({ available_cents: 0, held_cents: 0, owed_cents: 0 });
});

it.each([0, -1, 1.5, Number.NaN])('refuses to grant %d cents', async (cents) => {
  await expect(bankWith(cents)).rejects.toThrow('positive integer of cents');
});
