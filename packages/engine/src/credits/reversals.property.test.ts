import fc from 'fast-check';
import { expect, it } from 'vitest';
import { ApiError } from '../errors/api-error.ts';
import type { ReversalSource } from '../store/records.ts';
import { captureHold, type HoldingJob, placeHold, releaseHold } from './holds/holds.ts';
import { completePurchase } from './purchases/grant-purchase.ts';
import { reversePurchase } from './reverse-purchase.ts';
import { Bank, DAY_MS } from './testing/bank.ts';
import { checkBooks } from './testing/check-books.ts';

const PACK = 10_000;
const GRANTED = 11_500;

const amount = fc.constantFrom(1, 333, 2_500, 9_999, PACK);
const refundOrDispute = fc.oneof(
  fc.record({
    id: fc.constantFrom('re_1', 're_2', 're_3'),
    kind: fc.constant('refund' as const),
    amount_cents: amount,
    is_taken: fc.boolean(),
  }),
  fc.record({
    id: fc.constant('ch_1'),
    kind: fc.constant('charge' as const),
    amount_cents: amount,
    is_taken: fc.constant(true),
  }),
  fc.record({
    id: fc.constantFrom('dp_1', 'dp_2'),
    kind: fc.constant('dispute' as const),
    amount_cents: amount,
    is_taken: fc.boolean(),
  }),
);
/** Amounts of one refund or dispute never differ, only those of a charge's sum. */
const AMOUNTS = { re_1: 333, re_2: 2_500, re_3: 9_999, dp_1: PACK, dp_2: 333 };
const source: fc.Arbitrary<ReversalSource> = refundOrDispute.map((one) => ({
  ...one,
  amount_cents: AMOUNTS[one.id as keyof typeof AMOUNTS] ?? one.amount_cents,
  stage: one.is_taken ? 1 : 2,
}));

type Step =
  | { readonly do: 'purchase' | 'pay late' }
  | { readonly do: 'hold'; readonly files: number; readonly price: number }
  | { readonly do: 'capture' | 'release'; readonly job: number }
  | { readonly do: 'report'; readonly purchase: number; readonly source: ReversalSource }
  | { readonly do: 'pass'; readonly days: number };
const index = fc.nat({ max: 9 });
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: fc.constantFrom('purchase' as const, 'pay late' as const) }),
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('hold' as const),
      files: fc.integer({ min: 1, max: 20 }),
      price: fc.integer({ min: 10, max: 600 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constantFrom('capture' as const, 'release' as const),
      job: index,
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant('report' as const), purchase: index, source }),
  },
  fc.record({ do: fc.constant('pass' as const), days: fc.integer({ min: 1, max: 200 }) }),
);

it('keeps the books balanced through any interleaving of purchases, jobs, refunds and disputes', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 30, size: 'max' }), async (steps) => {
      const bank = await Bank.open();
      const purchases: string[] = [];
      const unpaid: string[] = [];
      const jobs: HoldingJob[] = [];
      for (const one of steps) {
        await perform(bank, one, purchases, unpaid, jobs);
        await checkBooks(bank);
      }
    }),
    { numRuns: 120 },
  );
});

it('takes back the same credits in whatever order reports arrive, and however often', async () => {
  const reports = fc.array(source, { maxLength: 8 });
  await fc.assert(
    fc.asyncProperty(reports, fc.infiniteStream(fc.nat()), async (some, random) => {
      const shuffled = [...some, ...some]
        .map((one) => ({ one, at: Number(random.next().value) }))
        .sort((a, b) => a.at - b.at)
        .map(({ one }) => one);
      expect(await reversedAfter(shuffled)).toBe(await reversedAfter(some));
    }),
    { numRuns: 60 },
  );
});

async function reversedAfter(reports: readonly ReversalSource[]): Promise<number> {
  const bank = await Bank.open();
  const { id } = await bank.openCheckout(PACK);
  await bank.run((work) => completePurchase(work, id, 'pi_1'));
  for (const one of reports) await report(bank, id, one);
  await checkBooks(bank);
  const [reversal] = await bank.rows('credit_reversals');
  const reversed = reversal?.reversed_cents ?? 0;
  expect(reversed).toBeGreaterThanOrEqual(0);
  expect(reversed).toBeLessThanOrEqual(GRANTED);
  return reversed;
}

async function perform(
  bank: Bank,
  one: Step,
  purchases: string[],
  unpaid: string[],
  jobs: HoldingJob[],
): Promise<void> {
  switch (one.do) {
    case 'purchase': {
      const { id } = await bank.openCheckout(PACK);
      purchases.push(id);
      unpaid.push(id);
      if (purchases.length % 2 === 0) await pay(bank, unpaid.pop());
      return;
    }
    case 'pay late':
      return pay(bank, unpaid.shift());
    case 'hold': {
      const job = bank.newJob(one.files, one.price);
      if (await isPlaced(bank, job)) jobs.push(job);
      return;
    }
    case 'capture':
      return capture(bank, jobs, jobs[one.job % jobs.length]);
    case 'release':
      return release(bank, jobs, jobs[one.job % jobs.length]);
    case 'report': {
      const id = purchases[one.purchase % purchases.length];
      if (id !== undefined) await report(bank, id, one.source);
      return;
    }
    case 'pass':
      return bank.passTime(one.days * DAY_MS);
  }
}

async function pay(bank: Bank, id: string | undefined): Promise<void> {
  if (id !== undefined) await bank.run((work) => completePurchase(work, id, `pi_${id}`));
}

function report(bank: Bank, id: string, one: ReversalSource): Promise<number> {
  return bank.run(async (work) => {
    const purchase = await work.tables.credit_purchases.get(id);
    if (purchase === undefined) throw new Error(`No purchase ${id}`);
    return reversePurchase(work, purchase, one);
  });
}

async function isPlaced(bank: Bank, job: HoldingJob): Promise<boolean> {
  try {
    await bank.run((work) => placeHold(work, job));
    return true;
  } catch (error) {
    if (error instanceof ApiError && error.type === 'insufficient_credits') return false;
    throw error;
  }
}

async function capture(bank: Bank, jobs: HoldingJob[], job: HoldingJob | undefined) {
  if (job === undefined) return;
  await bank.run((work) => captureHold(work, job));
  const hold = await bank.store.read(({ credit_holds }) => credit_holds.get(job.id));
  if (hold?.held_cents === 0) await release(bank, jobs, job);
}

async function release(bank: Bank, jobs: HoldingJob[], job: HoldingJob | undefined) {
  if (job === undefined) return;
  await bank.run((work) => releaseHold(work, job));
  jobs.splice(jobs.indexOf(job), 1);
}
