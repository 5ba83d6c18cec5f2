import type { Score, Scorer } from '../ports.ts';

/** All dimensions 4, so 4 stars: the score under test keys (contract §6). */
export const SYNTHETIC_SCORE: Score = {
  relevance: 4,
  quality: 4,
  completeness: 4,
  reasoning: 'Synthetic score of the test environment: always 4 stars.',
};

/** Returns a score whose dimensions all equal the scenario's stars: 1 to 5. */
export function syntheticScore(stars: number): Score {
  if (stars === 4) return SYNTHETIC_SCORE;
  const reasoning = `Synthetic score of the test environment: ${stars} of 5 stars, as the scenario asks.`;
  return { relevance: stars, quality: stars, completeness: stars, reasoning };
}

/** A scorer that gives every submission 4 stars without looking at it, for tests and sandboxes. */
export const syntheticScorer: Scorer = {
  async assess() {
    const { reasoning, ...dimensions } = SYNTHETIC_SCORE;
    return {
      verdict: 'scored',
      dimensions,
      rejection_code: null,
      reasoning,
      confidence: 1,
      judged: [],
      safety: { flagged: false, categories: [] },
      signals: [],
      votes: [],
      models: [{ name: 'synthetic', version: '1' }],
      annotations: null,
      preview: null,
      cost_microcents: 0,
    };
  },
};
