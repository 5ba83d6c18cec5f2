import type { Assessment } from '../ports.ts';
import type { Dimensions } from '../store/records.ts';

const LONGEST_REASONING = 500;
const LARGEST_PREVIEW_BYTES = 256 * 1_024;
const LONGEST_LIKENESS = 8_192;
const MOST_SIGNALS = 20;
const MOST_VOTES = 20;

/**
 * Returns an assessment within the bounds of what is stored and shown. Throws when it cannot be a rating, which is a
 * failure of the scorer and must not become stars.
 */
export function validAssessment(assessment: Assessment): Assessment {
  const { confidence, cost_microcents } = assessment;
  requireDimensions(assessment);
  require(confidence >= 0 && confidence <= 1, `confidence ${confidence} is not from 0 to 1`);
  const isCost = Number.isSafeInteger(cost_microcents) && cost_microcents >= 0;
  require(isCost, `cost_microcents ${cost_microcents} is not a whole number from 0 up`);
  const previewBytes = assessment.preview?.content.byteLength ?? 0;
  require(previewBytes <= LARGEST_PREVIEW_BYTES, `its preview has ${previewBytes} bytes`);
  const likeness = assessment.likeness?.length ?? 0;
  require(likeness <= LONGEST_LIKENESS, `its likeness has ${likeness} characters`);
  return {
    ...assessment,
    reasoning: assessment.reasoning.slice(0, LONGEST_REASONING),
    signals: assessment.signals.slice(0, MOST_SIGNALS),
    votes: assessment.votes.slice(0, MOST_VOTES),
  };
}

function requireDimensions({ verdict, dimensions }: Assessment): void {
  if (dimensions === null) {
    require(verdict === 'needs_review', 'dimensions are missing');
    return;
  }
  for (const name of ['relevance', 'quality', 'completeness'] satisfies (keyof Dimensions)[]) {
    const value = dimensions[name];
    require(value >= 1 && value <= 5, `${name} ${value} is not from 1 to 5`);
  }
}

function require(holds: boolean, problem: string): void {
  if (!holds) throw new Error(`The scorer's assessment is not valid: ${problem}`);
}
