import { propertyRuns } from '@firsthandapi/test-support/property-runs';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { splitPrice } from '../credits/ledger/split-price.ts';
import { ApiError } from '../errors/api-error.ts';
import { scorePersonsFile } from '../submissions/retry-expiry.ts';
import { People } from '../testing/people.ts';
import { HOUR, type TestAccount, TestEngine } from '../testing/test-engine.ts';
import { adjustEarnings } from './earn.ts';
import { requestPayout, settlePayout } from './payouts.ts';
import { type EarningsBalance, readEarnings } from './worker-ledger.ts';

const WORKERS = ['wkr_ann', 'wkr_bob', 'wkr_cyd'] as const;
const worker = fc.constantFrom(...WORKERS);

const step = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('approve' as const),
      worker,
      job: fc.nat({ max: 2 }),
      stars: fc.integer({ min: 1, max: 5 }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('wait' as const),
      hours: fc.integer({ min: 1, max: 90 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('request' as const),
      worker,
      isClosing: fc.boolean(),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('settle' as const),
      pick: fc.nat(),
      status: fc.constantFrom('paid' as const, 'returned' as const),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('adjust' as const),
      worker,
      cents: fc.integer({ min: -300, max: 300 }),
    }),
  },
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

const PRICES = [10, 333, 5_000] as const;

it('owes each worker the shares of their approved files and nothing else, under any history of approvals and payouts', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
      const history = await History.begin();
      for (const each of steps) {
        await history.perform(each);
        await history.expectBooks();
      }
    }),
    propertyRuns(100),
  );
});

/** What one worker should have. */
interface Expected {
  pending: { cents: number; dueAt: number }[];
  available: number;
  requested: number;
  paid: number;
}

class History {
  readonly #world: TestEngine;
  readonly #account: TestAccount;
  readonly #people: People;
  readonly #expected = new Map<string, Expected>(
    WORKERS.map((id) => [id, { pending: [], available: 0, requested: 0, paid: 0 }]),
  );
  readonly #payouts: { id: string; worker: string; cents: number; isOpen: boolean }[] = [];

  constructor(world: TestEngine, account: TestAccount) {
    this.#world = world;
    this.#account = account;
    this.#people = new People(world);
  }

  static async begin(): Promise<History> {
    const world = new TestEngine();
    const account = await world.openOrganization();
    const history = new History(world, account);
    await history.#people.fund(account.organizationId, 10_000_000);
    for (const id of WORKERS) await history.#people.join(id);
    return history;
  }

  /** Refusals of the rules are ApiErrors; any other error fails the test. */
  async perform(step: Step): Promise<void> {
    if (step.kind === 'wait') {
      await this.#world.passTime(step.hours * HOUR);
      return this.#release();
    }
    if (step.kind === 'approve') return this.#approve(step);
    try {
      if (step.kind === 'request') await this.#request(step);
      if (step.kind === 'settle') await this.#settle(step);
      if (step.kind === 'adjust') await this.#adjust(step);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
    }
  }

  async #approve({ worker, job, stars }: Step & { kind: 'approve' }): Promise<void> {
    const price = PRICES[job] as number;
    const fields = { files_needed: 1, price_per_file_cents: price, min_star_rating: 3 };
    const { id: jobId } = await this.#world.createJob(this.#account.live, fields);
    await this.#people.accept(jobId, worker);
    const submission = await this.#people.submit(jobId, worker);
    const record = await this.#people.job(jobId);
    const score = { relevance: stars, quality: stars, completeness: stars, reasoning: 'x' };
    const { status } = await this.#world.transact((work) =>
      scorePersonsFile(work, record, submission, score),
    );
    if (status !== 'approved') return;
    const cents = splitPrice(price).worker_cents;
    const dueAt = this.#world.clock.now() + 72 * HOUR;
    this.#of(worker).pending.push({ cents, dueAt });
  }

  #release(): void {
    const now = this.#world.clock.now();
    for (const expected of this.#expected.values()) {
      for (const { cents, dueAt } of expected.pending) {
        if (dueAt <= now) expected.available += cents;
      }
      expected.pending = expected.pending.filter(({ dueAt }) => dueAt > now);
    }
  }

  async #request({ worker, isClosing }: Step & { kind: 'request' }): Promise<void> {
    const expected = this.#of(worker);
    const payout = await this.#world.transact((work) => requestPayout(work, worker, { isClosing }));
    expect(payout.amount_cents).toBe(expected.available);
    expect(payout.amount_cents).toBeGreaterThanOrEqual(isClosing ? 1 : 500);
    expected.requested += payout.amount_cents;
    expected.available = 0;
    this.#payouts.push({ id: payout.id, worker, cents: payout.amount_cents, isOpen: true });
  }

  async #settle({ pick, status }: Step & { kind: 'settle' }): Promise<void> {
    const payout = this.#payouts[pick % Math.max(1, this.#payouts.length)];
    if (payout === undefined) return;
    const outcome = status === 'paid' ? { status, reference: 'tr_1' } : { status };
    await this.#world.transact((work) => settlePayout(work, payout.id, outcome));
    if (!payout.isOpen) return;
    payout.isOpen = false;
    const expected = this.#of(payout.worker);
    expected.requested -= payout.cents;
    expected[status === 'paid' ? 'paid' : 'available'] += payout.cents;
  }

  async #adjust({ worker, cents }: Step & { kind: 'adjust' }): Promise<void> {
    await this.#world.transact((work) =>
      adjustEarnings(work, worker, cents, 'rejection_overturned'),
    );
    this.#of(worker).available += cents;
  }

  #of(id: string): Expected {
    return this.#expected.get(id) as Expected;
  }

  async expectBooks(): Promise<void> {
    await this.#world.store.read(async (tables) => {
      for (const [id, { pending, available, requested, paid }] of this.#expected) {
        const balance: EarningsBalance = {
          pending_cents: pending.reduce((sum, { cents }) => sum + cents, 0),
          available_cents: available,
          requested_cents: requested,
          paid_cents: paid,
        };
        expect(await readEarnings(tables, id)).toEqual(balance);
        expect(Math.min(...Object.values(balance))).toBeGreaterThanOrEqual(0);
      }
      const { worker_entries, ledger_entries } = tables;
      expect(await worker_entries.sum('amount_cents', {})).toBe(0);
      const payable = await worker_entries.sum('amount_cents', { where: { account: 'payable' } });
      const owed = await ledger_entries.sum('amount_cents', {
        where: { account: 'worker_payable' },
      });
      expect(payable + owed).toBe(0);
    });
  }
}
