import type { AssessmentRequest } from '@firsthandapi/engine';

/** The platform's part of a price (contract §4). */
const PLATFORM_SHARE = 0.2;
/** What scoring may take of that. */
const SCORING_SHARE = 0.25;
const MICROCENTS = 1_000_000;

/** Returns what may still be spent on the scoring of a job, in millionths of a US cent. */
export function remainingBudget({ job, spent_microcents }: AssessmentRequest): number {
  const price = job.price_per_file_cents * job.files_needed * MICROCENTS;
  return price * PLATFORM_SHARE * SCORING_SHARE - spent_microcents;
}
