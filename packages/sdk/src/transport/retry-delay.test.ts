import { readVectors, type VectorCase } from '@firsthandapi/test-support/vectors';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { retryDelay } from './retry-delay.ts';

interface DelayVector extends VectorCase {
  readonly retryable: boolean;
  readonly attempts: number;
  readonly retry_after_ms: number | null;
  readonly max_retries: number;
  readonly max_retry_after_ms: number;
  readonly remaining_ms: number | null;
  /** The least and the most. */
  readonly delay_ms: readonly [number, number] | null;
}

const { cases } = readVectors<{ cases: DelayVector[] }>('retry-delays');

function delayOf(vector: DelayVector, random: number): number | undefined {
  const { retryable, attempts, retry_after_ms, max_retries, max_retry_after_ms } = vector;
  return retryDelay(
    { message: 'failed', retryable, attempts, retryAfterMs: retry_after_ms ?? undefined },
    { maxRetries: max_retries, maxRetryAfter: max_retry_after_ms },
    vector.remaining_ms ?? Infinity,
    random,
  );
}

describe('retryDelay', () => {
  test.each(cases)('decides as specified: $name', (vector) => {
    const [least, most] = vector.delay_ms ?? [];
    const middle = least === undefined ? undefined : (least + Number(most)) / 2;
    expect([0, 0.5, 1].map((random) => delayOf(vector, random))).toEqual([least, middle, most]);
  });

  test('waits at least Retry-After, and at most 8 s longer', () => {
    const asked = fc.double({ min: 0, max: 60_000, noNaN: true });
    const random = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20 }), asked, random, (attempts, wait, chance) => {
        const error = { message: 'failed', retryable: true, attempts, retryAfterMs: wait };
        const limits = { maxRetries: 20, maxRetryAfter: 60_000 };
        const delay = retryDelay(error, limits, Infinity, chance);
        expect(delay).toBeGreaterThanOrEqual(wait);
        expect(delay).toBeLessThanOrEqual(wait + 8_000);
      }),
    );
  });
});
