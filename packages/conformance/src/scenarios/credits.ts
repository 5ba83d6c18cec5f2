import { expect } from 'vitest';
import { apiErrorOf } from '../context/api-error-of.ts';
import { sampleJob } from '../context/sample-job.ts';
import type { Scenario } from '../context/scenario.ts';

const DAY_SECONDS = 86_400;

/** Credits that a job holds, that expire, and whose transactions explain the balance. */
export const creditScenarios: readonly Scenario[] = [
  {
    name: 'holds the price of a live job and releases all of it on cancellation',
    world: { credits_cents: 10_000 },
    async run({ live }) {
      const { id } = await live.createJob({ ...sampleJob, files_needed: 10 });
      const held = await live.getCreditBalance();
      expect(held).toMatchObject({ available_cents: 9_500, held_cents: 500, total_cents: 10_000 });
      await live.cancelJob(id);
      const released = await live.getCreditBalance();
      expect(released).toMatchObject({ available_cents: 10_000, held_cents: 0 });
    },
  },
  {
    name: 'returns 402 and holds no credits when the balance does not cover a live job',
    world: { credits_cents: 99 },
    async run({ live }) {
      const error = await apiErrorOf(live.createJob(sampleJob));
      expect(error).toMatchObject({ status: 402, type: 'insufficient_credits', retryable: false });
      expect(await live.getCreditBalance()).toMatchObject({ available_cents: 99, held_cents: 0 });
      expect((await live.listJobs()).data).toEqual([]);
    },
  },
  {
    name: 'sends credits.expiring_soon 30 days before unused credits expire, then expires them',
    world: { credits_cents: 700 },
    async run(context) {
      const { live } = context;
      const receiver = await context.subscribe(live, ['credits.expiring_soon', 'credits.expired']);
      await context.advance(335 * DAY_SECONDS);
      expect(receiver.types).toEqual(['credits.expiring_soon']);
      await context.advance(30 * DAY_SECONDS);
      expect(receiver.types).toEqual(['credits.expiring_soon', 'credits.expired']);
      expect(await live.getCreditBalance()).toMatchObject({ available_cents: 0, total_cents: 0 });
      const { data } = await live.listTransactions({ type: 'expiration' });
      expect(data).toMatchObject([{ amount_cents: -700 }]);
    },
  },
  {
    name: 'keeps the sum of the transactions equal to the balance',
    world: { credits_cents: 5_000 },
    async run(context) {
      const { live } = context;
      await live.createJob(sampleJob);
      const transactions = await live.listTransactions({ limit: 1 }).toArray({ limit: 100 });
      const sum = transactions.reduce((total, { amount_cents }) => total + amount_cents, 0);
      const { available_cents, held_cents, total_cents } = await live.getCreditBalance();
      expect([sum, available_cents + held_cents]).toEqual([total_cents, total_cents]);
    },
  },
];
