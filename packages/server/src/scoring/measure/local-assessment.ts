import type { Assessment } from '@firsthandapi/engine';
import { localRating } from '@firsthandapi/scoring';
import type { Measured } from './measure-content.ts';

const FINDINGS = {
  safety: { flagged: false, categories: [] },
  signals: [],
  votes: [],
  models: [{ name: 'local', version: '1' }],
  annotations: null,
  cost_microcents: 0,
} as const satisfies Partial<Assessment>;

/** Returns the assessment that follows from measurements alone. What was not measured is left to a person. */
export function localAssessment(measured: Measured): Assessment {
  if (measured.kind === 'rejected') return rejectedAssessment(measured);
  const { finding, preview, likeness } = measured;
  const { dimensions, judged, reasoning, confidence } = localRating(finding);
  return {
    ...FINDINGS,
    verdict: judged.length === 0 ? 'needs_review' : 'scored',
    dimensions,
    judged,
    reasoning,
    confidence,
    rejection_code: null,
    preview,
    likeness,
  };
}

function rejectedAssessment(measured: Measured & { readonly kind: 'rejected' }): Assessment {
  return {
    ...FINDINGS,
    verdict: 'scored',
    dimensions: { relevance: 1, quality: 1, completeness: 1 },
    judged: ['quality'],
    reasoning: measured.reasoning,
    confidence: 1,
    rejection_code: measured.code,
    preview: null,
  };
}
