import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { median, percentile } from './statistics.ts';

const numbers = fc.array(fc.integer({ min: -1_000, max: 1_000 }), { minLength: 1 });

describe('percentile', () => {
  it('returns the nearest rank', () => {
    const hundred = Array.from({ length: 100 }, (_, index) => index + 1);
    expect(percentile(hundred, 95)).toBe(95);
    expect(percentile([7], 95)).toBe(7);
    expect(percentile([1, 2], 95)).toBe(2);
    expect(percentile([], 95)).toBeNull();
  });

  it('returns one of the values, which at least that share of them do not exceed', () => {
    fc.assert(
      fc.property(numbers, fc.integer({ min: 1, max: 100 }), (values, percent) => {
        const result = percentile(values, percent) as number;
        expect(values).toContain(result);
        const covered = values.filter((value) => value <= result).length;
        expect(100 * covered).toBeGreaterThanOrEqual(percent * values.length);
        const below = values.filter((value) => value < result).length;
        expect(100 * below).toBeLessThan(percent * values.length);
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
