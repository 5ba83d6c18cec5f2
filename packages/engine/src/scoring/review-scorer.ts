import type { Scorer } from '../ports.ts';

/**
 * The scorer of a service that has no model: it judges nothing and leaves every submission to a person. Three stars stand
 * when nobody has decided in time, since a worker must not pay for a review that did not come.
 */
export const reviewScorer: Scorer = {
  async assess() {
    return {
      verdict: 'needs_review',
      dimensions: { relevance: 3, quality: 3, completeness: 3 },
      rejection_code: null,
      reasoning: 'Not judged: no model is configured, and no person reviewed it within 24 hours.',
      confidence: 0,
      judged: [],
      safety: { flagged: false, categories: [] },
      signals: [],
      votes: [],
      models: [{ name: 'none', version: '1' }],
      annotations: null,
      preview: null,
      cost_microcents: 0,
    };
  },
};
