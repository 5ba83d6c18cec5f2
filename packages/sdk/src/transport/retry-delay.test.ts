import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { retryDelay } from './retry-delay.ts';

const LIMITS = { maxRetries: 20, maxRetryAfter: 60_000 };
const failure = (attempts: number, retryAfterMs?: number) => ({
  message: 'failed',
  retryable: true,
  attempts,
  retryAfterMs,
});

describe('retryDelay', () => {
  test('picks a delay from zero to a window that doubles from 0.5 s to 8 s', () => {
    const longest = [1, 2, 3, 4, 5, 6, 12].map((n) => retryDelay(failure(n), LIMITS, Infinity, 1));
    expect(longest).toEqual([500, 1_000, 2_000, 4_000, 8_000, 8_000, 8_000]);
    expect(retryDelay(failure(5), LIMITS, Infinity, 0)).toBe(0);
  });

  test('adds jitter even to a Retry-After of zero', () => {
    expect(retryDelay(failure(1, 0), LIMITS, Infinity, 0.5)).toBe(250);
  });

  test('waits at least Retry-After, and at most 8 s longer', () => {
    const asked = fc.double({ min: 0, max: 60_000, noNaN: true });
    const random = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20 }), asked, random, (attempts, wait, chance) => {
        const delay = retryDelay(failure(attempts, wait), LIMITS, Infinity, chance);
        expect(delay).toBeGreaterThanOrEqual(wait);
        expect(delay).toBeLessThanOrEqual(wait + 8_000);
      }),
    );
  });

  test('gives up after maxRetries, on errors that are not retryable, and when time runs out', () => {
    const limits = { ...LIMITS, maxRetries: 2 };
    expect(retryDelay(failure(2), limits, Infinity, 0.1)).toBeDefined();
    expect(retryDelay(failure(3), limits, Infinity, 0.1)).toBeUndefined();
    expect(retryDelay({ ...failure(1), retryable: false }, limits, Infinity, 0.1)).toBeUndefined();
    expect(retryDelay(failure(1), limits, 40, 0.1)).toBeUndefined();
  });
});
