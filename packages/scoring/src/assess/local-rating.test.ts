import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { localRating } from './local-rating.ts';

const rating = fc.option(fc.integer({ min: 1, max: 5 }));

describe('localRating', () => {
  it('rates what was measured, and stays neutral about the rest', () => {
    fc.assert(
      fc.property(rating, rating, (quality, completeness) => {
        const { dimensions, judged } = localRating({
          certain: null,
          quality,
          completeness,
          reasons: [],
        });
        expect(dimensions).toEqual({
          relevance: 3,
          quality: quality ?? 3,
          completeness: completeness ?? 3,
        });
        expect(judged.includes('quality')).toBe(quality !== null);
        expect(judged.includes('completeness')).toBe(completeness !== null);
      }),
    );
  });

  it('says first what was not judged, then what is wrong', () => {
    const finding = { certain: null, quality: 2, completeness: 5, reasons: ['It is blurred.'] };
    expect(localRating(finding).reasoning).toBe(
      'Relevance was not judged: no vision model is configured. It is blurred.',
    );
    expect(localRating({ ...finding, reasons: [] }).reasoning).toContain('No technical flaw');
    const nothing = { certain: null, quality: null, completeness: null, reasons: [] };
    expect(localRating(nothing)).toMatchObject({ judged: [], confidence: 0 });
    expect(localRating(nothing).reasoning).not.toContain('No technical flaw');
  });
});
