import type { JobRecord } from '../store/records.ts';
import type { Instant } from '../time/instant.ts';

/** Replaces the description, which a job must have. */
const ERASED = '[erased]';

/** Returns the job without anything that the customer wrote. Its figures stay, because billing depends on them. */
export function withoutTexts(job: JobRecord, now: Instant): JobRecord {
  return {
    ...job,
    title: null,
    description: ERASED,
    scoring_criteria: null,
    worker_guidelines: null,
    location: null,
    metadata: {},
    context: null,
    rating_comment: null,
    flag_reason: null,
    updated_at: now,
  };
}
