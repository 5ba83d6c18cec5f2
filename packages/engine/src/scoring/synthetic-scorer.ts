import type { Score, Scorer } from '../ports.ts';

/** Every dimension 4, so 4 stars: the scoring of test keys (contract §6). */
export const SYNTHETIC_SCORE: Score = {
  relevance: 4,
  quality: 4,
  completeness: 4,
  reasoning: 'Synthetic score of the test environment: always 4 stars.',
};

/** The Scorer of test keys. Pure: the same answer for every submission. */
export const syntheticScorer: Scorer = {
  async score() {
    return SYNTHETIC_SCORE;
  },
};
