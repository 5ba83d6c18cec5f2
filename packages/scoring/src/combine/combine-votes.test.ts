import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { combineVotes, type Vote } from './combine-votes.ts';

const rating = fc.option(
  fc.integer({ min: 2, max: 10 }).map((halves) => halves / 2),
  { nil: null },
);
const vote: fc.Arbitrary<Vote> = fc.record({
  relevance: rating,
  quality: rating,
  completeness: rating,
});
const votes = fc.array(vote, { maxLength: 7 });
const NAMES = ['relevance', 'quality', 'completeness'] as const;

describe('combineVotes', () => {
  it('stays within the scale, and is neutral where nobody has judged', () => {
    fc.assert(
      fc.property(votes, (given) => {
        const combined = combineVotes(given);
        for (const name of NAMES) {
          const values = given.map((each) => each[name]).filter((value) => value !== null);
          expect(combined[name]).toBeGreaterThanOrEqual(values.length ? Math.min(...values) : 3);
          expect(combined[name]).toBeLessThanOrEqual(values.length ? Math.max(...values) : 3);
          expect(combined.judged.includes(name)).toBe(values.length > 0);
        }
        expect(combined.agreement).toBeGreaterThanOrEqual(0);
        expect(combined.agreement).toBeLessThanOrEqual(1);
      }),
      { numRuns: 2_000 },
    );
  });

  it('does not depend on the order of votes', () => {
    fc.assert(
      fc.property(votes, fc.integer(), (given, seed) => {
        const shuffled = [...given].sort((a, b) => order(a, seed) - order(b, seed));
        expect(combineVotes(shuffled)).toEqual(combineVotes(given));
      }),
      { numRuns: 1_000 },
    );
  });

  it('never lowers a dimension when a vote becomes better', () => {
    fc.assert(
      fc.property(fc.array(vote, { minLength: 1, maxLength: 7 }), fc.nat(), (given, pick) => {
        const index = pick % given.length;
        const better = given.map((each, at) => (at === index ? raised(each) : each));
        for (const name of NAMES) {
          expect(combineVotes(better)[name]).toBeGreaterThanOrEqual(combineVotes(given)[name]);
        }
      }),
      { numRuns: 2_000 },
    );
  });

  it('is not moved far by one rater of three', () => {
    const honest = { relevance: 2, quality: 2, completeness: 2 };
    const obeying = { relevance: 5, quality: 5, completeness: 5 };
    expect(combineVotes([honest, obeying, honest])).toMatchObject({ relevance: 2, quality: 2 });
  });
});

function order({ relevance, quality, completeness }: Vote, seed: number): number {
  return Math.sin((relevance ?? 0) * 7 + (quality ?? 0) * 13 + (completeness ?? 0) * 17 + seed);
}

function raised(given: Vote): Vote {
  const up = (value: number | null) => (value === null ? null : Math.min(5, value + 0.5));
  return {
    relevance: up(given.relevance),
    quality: up(given.quality),
    completeness: up(given.completeness),
  };
}
