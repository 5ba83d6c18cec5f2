import fc from 'fast-check';
import { expect, it } from 'vitest';
import { ApiError } from '../errors/api-error.ts';
import { captureHold, type HoldingJob, placeHold, releaseHold } from './holds/holds.ts';
import { FREE_CREDITS_CENTS, grantFreeCredits } from './lots/free-credits.ts';
import { creditPackOf } from './purchases/credit-packs.ts';
import { completePurchase } from './purchases/grant-purchase.ts';
import { Bank, DAY_MS, ORGANIZATION } from './testing/bank.ts';
import { checkBooks } from './testing/check-books.ts';
import { CreditModel } from './testing/credit-model.ts';

type Step =
  | { readonly do: 'grant' }
  | { readonly do: 'purchase'; readonly amount: number }
  | { readonly do: 'hold'; readonly files: number; readonly price: number }
  | { readonly do: 'capture' | 'release'; readonly job: number }
  | { readonly do: 'pass' | 'skip'; readonly days: number };

const days = fc.integer({ min: 0, max: 200 });
const job = fc.nat({ max: 20 });
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: fc.constant('grant' as const) }),
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('purchase' as const),
      amount: fc.constantFrom(1_000, 2_500),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('hold' as const),
      files: fc.integer({ min: 1, max: 6 }),
      price: fc.integer({ min: 10, max: 200 }),
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('capture' as const), job }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('release' as const), job }) },
  fc.record({ do: fc.constant('pass' as const), days }),
  fc.record({ do: fc.constant('skip' as const), days }),
);
const steps = fc.array(step, { minLength: 1, maxLength: 40, size: 'max' });

/** A bank, the model of its credits, and the jobs that are still running. */
interface Run {
  readonly bank: Bank;
  readonly model: CreditModel;
  readonly jobs: HoldingJob[];
}

it('agrees with the model after any sequence of grants, purchases, jobs and time', async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (sequence) => {
      const run: Run = { bank: await Bank.open(), model: new CreditModel(), jobs: [] };
      for (const one of sequence) {
        await perform(run, one);
        await checkBooks(run.bank);
        await checkAgainstModel(run);
      }
    }),
    { numRuns: 150 },
  );
});

it('keeps balanced books with low-balance events and automatic top-up enabled', async () => {
  await fc.assert(
    fc.asyncProperty(steps, fc.nat({ max: 3 }), async (sequence, failures) => {
      const bank = await Bank.open({
        low_balance_threshold_cents: 400,
        auto_topup_enabled: true,
        auto_topup_threshold_cents: 300,
        auto_topup_amount_cents: 2_500,
      });
      const run: Run = { bank, model: new CreditModel(), jobs: [] };
      bank.payments.failCharges(failures);
      for (const one of sequence) {
        await perform(run, one, { isModelled: false });
        await checkBooks(bank);
      }
    }),
    { numRuns: 100 },
  );
});

async function perform(run: Run, one: Step, { isModelled } = { isModelled: true }): Promise<void> {
  const { bank, model } = run;
  switch (one.do) {
    case 'grant':
      await bank.run((work) => grantFreeCredits(work, ORGANIZATION.id));
      return model.grant(FREE_CREDITS_CENTS, bank.now);
    case 'purchase':
      return purchase(run, one.amount);
    case 'hold':
      return hold(run, bank.newJob(one.files, one.price), isModelled);
    case 'capture':
      return capture(run, run.jobs[one.job % run.jobs.length]);
    case 'release':
      return release(run, run.jobs[one.job % run.jobs.length]);
    case 'pass':
      await bank.passTime(one.days * DAY_MS);
      return model.expire(bank.now);
    case 'skip':
      return bank.skipTime(one.days * DAY_MS);
  }
}

async function purchase({ bank, model }: Run, amount: number): Promise<void> {
  const { id } = await bank.openCheckout(amount);
  await bank.run((work) => completePurchase(work, id, 'pi_first'));
  await bank.run((work) => completePurchase(work, id, 'pi_again'));
  model.grant(amount, bank.now);
  const { bonus_cents } = creditPackOf(amount);
  if (bonus_cents > 0) model.grant(bonus_cents, bank.now);
}

async function hold({ bank, model, jobs }: Run, next: HoldingJob, isModelled: boolean) {
  const cents = next.files_needed * next.price_per_file_cents;
  const isPlaced = await bank
    .run((work) => placeHold(work, next))
    .then(
      () => true,
      (error) => {
        if (error instanceof ApiError && error.type === 'insufficient_credits') return false;
        throw error;
      },
    );
  if (isPlaced) {
    await expectUnexpiredLots(bank, next);
    jobs.push(next);
  }
  if (!isModelled) return;
  expect(isPlaced).toBe(model.canHold(cents, bank.now));
  if (isPlaced) model.hold(next.id, cents, bank.now);
}

async function expectUnexpiredLots(bank: Bank, { id }: HoldingJob): Promise<void> {
  const placed = (await bank.rows('credit_holds')).find((candidate) => candidate.id === id);
  const used = placed?.allocations.map(({ lot_id }) => lot_id) ?? [];
  const lots = (await bank.rows('credit_lots')).filter((lot) => used.includes(lot.id));
  expect(lots).not.toEqual([]);
  expect(lots.filter((lot) => lot.expires_at <= bank.now)).toEqual([]);
}

/** Approves a file; the last approval ends the job, as the state machine does. */
async function capture(run: Run, running: HoldingJob | undefined): Promise<void> {
  if (running === undefined) return;
  await run.bank.run((work) => captureHold(work, running));
  run.model.capture(running.id, running.price_per_file_cents);
  const held = await run.bank.store.read(({ credit_holds }) => credit_holds.get(running.id));
  if (held?.held_cents === 0) await release(run, running);
}

async function release({ bank, model, jobs }: Run, running: HoldingJob | undefined): Promise<void> {
  if (running === undefined) return;
  await bank.run((work) => releaseHold(work, running));
  model.release(running.id, bank.now);
  jobs.splice(jobs.indexOf(running), 1);
}

async function checkAgainstModel({ bank, model }: Run): Promise<void> {
  const lots = await bank.rows('credit_lots');
  const holds = await bank.rows('credit_holds');
  expect(lots.map((lot) => lot.remaining_cents)).toEqual(model.lots.map((lot) => lot.remaining));
  expect(holds.reduce((sum, { held_cents }) => sum + held_cents, 0)).toBe(model.heldCents());
}
