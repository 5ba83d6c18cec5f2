import { describe, expect, it } from 'vitest';
import { isTooSmall, verdictOf } from './verdict.ts';

describe('verdictOf', () => {
  it.each([
    // threshold, stars, attempt → status, strike, rejection code
    [3, 5, 1, 'approved', false, null],
    [3, 3, 1, 'approved', false, null],
    [3, 2, 1, 'retry_pending', false, null],
    [3, 2, 2, 'rejected', false, 'below_threshold'],
    [3, 1, 1, 'rejected', true, 'unusable'],
    [3, 1, 2, 'rejected', true, 'unusable'],
    [5, 4, 1, 'retry_pending', false, null],
    [5, 4, 2, 'rejected', false, 'below_threshold'],
    [1, 1, 1, 'approved', false, null],
    [2, 2, 1, 'approved', false, null],
  ] as const)(
    'judges at a threshold of %i, %i stars on attempt %i as %s (strike: %s, code: %s)',
    (min_star_rating, stars, attempt, status, strike, rejection_code) => {
      expect(verdictOf(stars, attempt, { min_star_rating })).toEqual({
        status,
        strike,
        rejection_code,
      });
    },
  );
});

describe('isTooSmall', () => {
  it.each([
    [800, 600, null, null, false],
    [800, 600, 800, 600, false],
    [799, 600, 800, 600, true],
    [800, 599, 800, 600, true],
    [800, 599, 800, null, false],
    [null, null, 800, 600, false],
  ])(
    'compares %s × %s with a minimum of %s × %s (too small: %s)',
    (width, height, min_width, min_height, tooSmall) => {
      expect(isTooSmall({ width, height }, { min_width, min_height })).toBe(tooSmall);
    },
  );
});
