import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Allowance, FASTEST_MS, nextPoll, SLOWEST_MS } from './pace.ts';

const NOW = Date.parse('2026-03-01T00:00:00Z');
const allowance = (limit: number, remaining: number, seconds: number): Allowance => ({
  limit,
  remaining,
  resetAt: new Date(NOW + seconds * 1_000),
});

test('polls in less than a second while something happens and the limit has room', () => {
  expect(FASTEST_MS).toBeLessThan(1_000);
  expect(nextPoll(allowance(60, 40, 60), NOW, 0)).toBe(FASTEST_MS);
  expect(nextPoll(undefined, NOW, Number.POSITIVE_INFINITY)).toBe(FASTEST_MS);
});

test('stays that fast in quiet times when the limit allows it', () => {
  expect(nextPoll(allowance(1_000_000, 999_000, 60), NOW, 3_600_000)).toBe(FASTEST_MS);
});

test('spreads what is left of a small limit over its window in quiet times', () => {
  expect(nextPoll(allowance(60, 55, 60), NOW, 60_000)).toBe(1_500);
});

test('leaves a quarter of the limit to other requests', () => {
  expect(nextPoll(allowance(60, 15, 5), NOW, 0)).toBe(5_000);
  expect(nextPoll(allowance(60, 0, 60), NOW, 0)).toBe(SLOWEST_MS);
});

test('never waits less than the fastest or more than the slowest', () => {
  fc.assert(
    fc.property(
      fc.nat(1_000),
      fc.nat(1_000),
      fc.integer({ min: -10, max: 3_600 }),
      fc.nat(),
      (limit, remaining, seconds, quiet) => {
        const ms = nextPoll(allowance(limit, remaining, seconds), NOW, quiet);
        expect(ms).toBeGreaterThanOrEqual(FASTEST_MS);
        expect(ms).toBeLessThanOrEqual(SLOWEST_MS);
      },
    ),
  );
});
