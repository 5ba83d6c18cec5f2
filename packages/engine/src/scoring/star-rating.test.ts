import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { starRating } from './star-rating.ts';

const dimension = fc.integer({ min: 1, max: 5 });
const dimensions = fc.record({ relevance: dimension, quality: dimension, completeness: dimension });

describe('starRating', () => {
  it.each([
    [4, 4, 4, 4],
    [5, 5, 5, 5],
    [5, 4, 4, 4],
    [5, 5, 2, 4],
    [3, 3, 2, 3],
    [5, 5, 1, 3],
    [1, 5, 5, 2],
    [2, 2, 1, 1],
    [1, 1, 1, 1],
  ])(
    'rates relevance %i, quality %i and completeness %i as %i',
    (relevance, quality, completeness, stars) => {
      expect(starRating({ relevance, quality, completeness })).toBe(stars);
    },
  );

  it('returns an integer from 1 to 5 that never falls when a dimension rises', () => {
    fc.assert(
      fc.property(
        dimensions,
        fc.constantFrom('relevance', 'quality', 'completeness'),
        (given, which) => {
          const stars = starRating(given);
          expect([1, 2, 3, 4, 5]).toContain(stars);
          const better = { ...given, [which]: Math.min(5, given[which] + 1) };
          expect(starRating(better)).toBeGreaterThanOrEqual(stars);
        },
      ),
    );
  });
});
