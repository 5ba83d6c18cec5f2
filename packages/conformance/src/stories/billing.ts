import { expect } from 'vitest';
import { order } from '../furniture.ts';
import { refusal } from '../stage.ts';
import type { Story } from '../story.ts';

const DAY_SECONDS = 86_400;

export const billingStories: readonly Story[] = [
  {
    name: 'a live job holds its price, and cancelling it gives all of it back',
    world: { credits_cents: 10_000 },
    async play({ live }) {
      const { id } = await live.createJob({ ...order, files_needed: 10 });
      const held = await live.getCreditBalance();
      expect(held).toMatchObject({ available_cents: 9_500, held_cents: 500, total_cents: 10_000 });
      await live.cancelJob(id);
      const released = await live.getCreditBalance();
      expect(released).toMatchObject({ available_cents: 10_000, held_cents: 0 });
    },
  },
  {
    name: 'a live job that credits do not cover is a 402, and holds nothing',
    world: { credits_cents: 99 },
    async play({ live }) {
      const error = await refusal(live.createJob(order));
      expect(error).toMatchObject({ status: 402, type: 'insufficient_credits', retryable: false });
      expect(await live.getCreditBalance()).toMatchObject({ available_cents: 99, held_cents: 0 });
      expect((await live.listJobs()).data).toEqual([]);
    },
  },
  {
    name: 'a live purchase opens a checkout with the bonus of its pack, and no money moves before it is paid',
    world: { credits_cents: 100 },
    async play({ live }) {
      const purchase = await live.purchaseCredits({ amount_cents: 10_000 });
      expect(purchase).toMatchObject({
        amount_cents: 10_000,
        bonus_cents: 1_500,
        credits_cents: 11_500,
      });
      expect(purchase.checkout_url).toMatch(/^https:/);
      expect(await live.getCreditBalance()).toMatchObject({ available_cents: 100 });
      const odd = await refusal(live.purchaseCredits({ amount_cents: 1_234 as 1_000 }));
      expect(odd).toMatchObject({ status: 400, details: [{ field: 'amount_cents' }] });
    },
  },
  {
    name: 'a test purchase is announced as a real one would be, and changes no balance',
    async play(stage) {
      const receiver = await stage.subscribe(stage.test, ['credits.purchased']);
      const before = await stage.test.getCreditBalance();
      await stage.test.purchaseCredits({ amount_cents: 1_000 });
      await stage.advance(1);
      expect(receiver.deliveries.map(({ event }) => event.data)).toMatchObject([
        { object: 'credit_transaction', type: 'purchase', amount_cents: 1_000 },
      ]);
      const { available_cents } = await stage.test.getCreditBalance();
      expect(available_cents).toBe(before.available_cents);
    },
  },
  {
    name: 'a payment provider that is down is a 502, one that is too slow a 504, and a retry goes through',
    async play(stage) {
      const pack = { amount_cents: 1_000 } as const;
      const options = { idempotencyKey: 'buy-once' };
      await stage.failNext('purchaseCredits', 502);
      const down = await refusal(stage.live.purchaseCredits(pack, options));
      expect(down).toMatchObject({ status: 502, type: 'bad_gateway', retryable: true });
      await stage.failNext('purchaseCredits', 504);
      const slow = await refusal(stage.live.purchaseCredits(pack, options));
      expect(slow).toMatchObject({ status: 504, type: 'gateway_timeout', retryable: true });
      expect(await stage.live.purchaseCredits(pack, options)).toMatchObject(pack);
    },
  },
  {
    name: 'the organization hears when its balance falls below the threshold, and a top-up is bought',
    world: { credits_cents: 1_000 },
    async play(stage) {
      const { live } = stage;
      const receiver = await stage.subscribe(live, [
        'credits.low_balance',
        'credits.auto_topped_up',
      ]);
      await live.updateSettings({
        low_balance_threshold_cents: 600,
        auto_topup_enabled: true,
        auto_topup_threshold_cents: 500,
        auto_topup_amount_cents: 2_500,
      });
      await live.createJob({ ...order, files_needed: 12 });
      await stage.advance(60);
      expect(receiver.types).toEqual(['credits.low_balance', 'credits.auto_topped_up']);
      // 400 were left; the pack of $25 adds 5 %.
      expect(await live.getCreditBalance()).toMatchObject({ available_cents: 400 + 2_500 + 125 });
      const { data } = await live.listTransactions({ type: 'bonus' });
      expect(data).toMatchObject([{ amount_cents: 125 }]);
    },
  },
  {
    name: 'credits that nobody used are announced 30 days before they expire, and then expire',
    world: { credits_cents: 700 },
    async play(stage) {
      const { live } = stage;
      const receiver = await stage.subscribe(live, ['credits.expiring_soon', 'credits.expired']);
      await stage.advance(335 * DAY_SECONDS);
      expect(receiver.types).toEqual(['credits.expiring_soon']);
      await stage.advance(30 * DAY_SECONDS);
      expect(receiver.types).toEqual(['credits.expiring_soon', 'credits.expired']);
      expect(await live.getCreditBalance()).toMatchObject({ available_cents: 0, total_cents: 0 });
      const { data } = await live.listTransactions({ type: 'expiration' });
      expect(data).toMatchObject([{ amount_cents: -700 }]);
    },
  },
  {
    name: 'the transactions add up to the balance',
    world: { credits_cents: 5_000 },
    async play(stage) {
      const { live } = stage;
      await live.createJob(order);
      const transactions = await live.listTransactions({ limit: 1 }).toArray({ limit: 100 });
      const sum = transactions.reduce((total, { amount_cents }) => total + amount_cents, 0);
      const { available_cents, held_cents, total_cents } = await live.getCreditBalance();
      expect([sum, available_cents + held_cents]).toEqual([total_cents, total_cents]);
    },
  },
];
