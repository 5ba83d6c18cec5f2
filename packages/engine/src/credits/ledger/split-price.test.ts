import { expect, it } from 'vitest';
import { splitPrice } from './split-price.ts';

it('gives the worker 80 % to the nearest cent and the platform the rest, at every price', () => {
  const prices = Array.from({ length: 50_000 - 10 + 1 }, (_, index) => 10 + index);
  const wrong = prices.filter((price) => {
    const { worker_cents, platform_cents } = splitPrice(price);
    const isWhole = Number.isInteger(worker_cents) && worker_cents + platform_cents === price;
    // In tenths of a cent, where four fifths of a price is a whole number.
    return !isWhole || Math.abs(10 * worker_cents - 8 * price) >= 5;
  });
  expect(wrong).toEqual([]);
});

it.each([
  { price: 10, worker: 8, platform: 2 },
  { price: 11, worker: 9, platform: 2 },
  { price: 12, worker: 10, platform: 2 },
  { price: 13, worker: 10, platform: 3 },
  { price: 50_000, worker: 40_000, platform: 10_000 },
])('splits $price cents into $worker and $platform', ({ price, worker, platform }) => {
  expect(splitPrice(price)).toEqual({ worker_cents: worker, platform_cents: platform });
});
