import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mean, median, percentile } from './statistics.ts';

const numbers = fc.array(fc.integer({ min: -1_000, max: 1_000 }), { minLength: 1 });

describe('percentile', () => {
  it('returns the nearest rank', () => {
    const hundred = Array.from({ length: 100 }, (_, index) => index + 1);
    expect(percentile(hundred, 0.95)).toBe(95);
    expect(percentile([7], 0.95)).toBe(7);
    expect(percentile([1, 2], 0.95)).toBe(2);
    expect(percentile([], 0.95)).toBeNull();
  });

  it('returns one of the values, which at least that share of them do not exceed', () => {
    fc.assert(
      fc.property(numbers, fc.double({ min: 0.01, max: 1, noNaN: true }), (values, share) => {
        const result = percentile(values, share) as number;
        expect(values).toContain(result);
        const covered = values.filter((value) => value <= result).length;
        expect(covered).toBeGreaterThanOrEqual(share * values.length);
        const below = values.filter((value) => value < result).length;
        expect(below).toBeLessThan(share * values.length);
      }),
    );
  });
});

describe('median', () => {
  it.each([
    [[], null],
    [[3], 3],
    [[5, 1], 3],
    [[9, 1, 5], 5],
    [[4, 1, 3, 2], 2.5],
  ])('returns the median of %o as %s', (values, expected) => {
    expect(median(values)).toBe(expected);
  });
});

describe('mean', () => {
  it('returns null for the mean of nothing', () => {
    expect([mean([]), mean([1, 2, 6])]).toEqual([null, 3]);
  });
});
