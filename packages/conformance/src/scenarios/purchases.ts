import { expect } from 'vitest';
import { apiErrorOf } from '../context/api-error-of.ts';
import { sampleJob } from '../context/sample-job.ts';
import type { Scenario } from '../context/scenario.ts';

/** Credits that are bought, by hand and automatically. */
export const purchaseScenarios: readonly Scenario[] = [
  {
    name: 'opens a checkout with the bonus of the pack, and grants no credits before payment',
    world: { credits_cents: 100 },
    async run({ live }) {
      const purchase = await live.purchaseCredits({ amount_cents: 10_000 });
      expect(purchase).toMatchObject({
        amount_cents: 10_000,
        bonus_cents: 1_500,
        credits_cents: 11_500,
      });
      expect(purchase.checkout_url).toMatch(/^https:/);
      expect(await live.getCreditBalance()).toMatchObject({ available_cents: 100 });
      const unknownPack = await apiErrorOf(live.purchaseCredits({ amount_cents: 1_234 as 1_000 }));
      expect(unknownPack).toMatchObject({ status: 400, details: [{ field: 'amount_cents' }] });
    },
  },
  {
    name: 'sends credits.purchased for a test purchase without changing the balance',
    async run(context) {
      const receiver = await context.subscribe(context.test, ['credits.purchased']);
      const before = await context.test.getCreditBalance();
      await context.test.purchaseCredits({ amount_cents: 1_000 });
      await context.advance(1);
      expect(receiver.deliveries.map(({ event }) => event.data)).toMatchObject([
        { object: 'credit_transaction', type: 'purchase', amount_cents: 1_000 },
      ]);
      const { available_cents } = await context.test.getCreditBalance();
      expect(available_cents).toBe(before.available_cents);
    },
  },
  {
    name: 'returns 502 when the payment provider is down and 504 when it times out, and a retry succeeds',
    async run(context) {
      const pack = { amount_cents: 1_000 } as const;
      const options = { idempotencyKey: 'buy-once' };
      await context.failNext('purchaseCredits', 502);
      const down = await apiErrorOf(context.live.purchaseCredits(pack, options));
      expect(down).toMatchObject({ status: 502, type: 'bad_gateway', retryable: true });
      await context.failNext('purchaseCredits', 504);
      const slow = await apiErrorOf(context.live.purchaseCredits(pack, options));
      expect(slow).toMatchObject({ status: 504, type: 'gateway_timeout', retryable: true });
      expect(await context.live.purchaseCredits(pack, options)).toMatchObject(pack);
    },
  },
  {
    name: 'sends credits.low_balance below the threshold and buys an automatic top-up',
    world: { credits_cents: 1_000 },
    async run(context) {
      const { live } = context;
      const receiver = await context.subscribe(live, [
        'credits.low_balance',
        'credits.auto_topped_up',
      ]);
      await live.updateSettings({
        low_balance_threshold_cents: 600,
        auto_topup_enabled: true,
        auto_topup_threshold_cents: 500,
        auto_topup_amount_cents: 2_500,
      });
      await live.createJob({ ...sampleJob, files_needed: 12 });
      await context.advance(60);
      expect(receiver.types).toEqual(['credits.low_balance', 'credits.auto_topped_up']);
      // 400 cents remained; the $25 pack adds a 5 % bonus.
      expect(await live.getCreditBalance()).toMatchObject({ available_cents: 400 + 2_500 + 125 });
      const { data } = await live.listTransactions({ type: 'bonus' });
      expect(data).toMatchObject([{ amount_cents: 125 }]);
    },
  },
];
