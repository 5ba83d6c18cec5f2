import { describe, expect, it } from 'vitest';
import type { Goal } from './comparison.ts';
import { goalResultsOf } from './goal-result.ts';
import { createComparison } from './testing/create-comparison.ts';

const resultOf = (goal: Partial<Goal>) => {
  const whole: Goal = {
    ...{ row: '@firsthandapi/sdk', column: 'size, KB', limit: 1_200, is: 'at most' },
    ...goal,
  };
  return goalResultsOf(createComparison({ goals: [whole] }))[0];
};

describe('goalResultsOf', () => {
  it.each([
    ['at most', 1_200, true],
    ['at most', 1_199, false],
    ['at least', 1_200, true],
    ['at least', 1_201, false],
    ['under', 1_201, true],
    ['under', 1_200, false],
  ] as const)('compares a goal of %s %d with 1,200 (met: %s)', (is, limit, isMet) => {
    expect(resultOf({ is, limit })?.isMet).toBe(isMet);
  });

  it('returns a goal with its measured figure', () => {
    expect(resultOf({ limit: 1_000 })?.text).toBe(
      '@firsthandapi/sdk, size, KB, at most 1,000 (missed: 1,200)',
    );
  });

  it('reports a goal without a figure as neither met nor missed', () => {
    const rows = [{ name: '@firsthandapi/sdk', side: 'ours', figures: {} }] as const;
    const goal = { row: '@firsthandapi/sdk', column: 'size, KB', limit: 1, is: 'under' } as const;
    const [result] = goalResultsOf(createComparison({ rows, goals: [goal] }));
    expect(result).toMatchObject({ isMet: undefined, text: expect.stringMatching('not measured') });
  });

  it('throws when a goal names an unknown row', () => {
    expect(() => resultOf({ row: 'elsewhere' })).toThrow(
      'A goal names the unknown row "elsewhere"',
    );
  });
});
