import { expect, it } from 'vitest';
import { creditPackOf } from './credit-packs.ts';

it.each([
  { amount: 1_000, bonus: 0 },
  { amount: 2_500, bonus: 125 },
  { amount: 5_000, bonus: 500 },
  { amount: 10_000, bonus: 1_500 },
  { amount: 25_000, bonus: 5_000 },
])('adds $bonus cents to the pack of $amount', ({ amount, bonus }) => {
  expect(creditPackOf(amount)).toEqual({ amount_cents: amount, bonus_cents: bonus });
});

it('refuses an amount that is not a pack and lists the packs', () => {
  expect(() => creditPackOf(1_234)).toThrow(
    'amount_cents: is not the price of a pack; choose one of 1000, 2500, 5000, 10000, 25000 US cents',
  );
});
