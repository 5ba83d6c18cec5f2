import type { SubmissionRecord } from './submissions.ts';

/** An attempt that was replaced by a retry, with its content; the id is `<submission>:<attempt>`. */
export interface SubmissionAttemptRecord
  extends Pick<
    SubmissionRecord,
    | 'id'
    | 'organization_id'
    | 'environment'
    | 'job_id'
    | 'worker_id'
    | 'attempt'
    | 'ai_star_rating'
    | 'ai_dimensions'
    | 'ai_reasoning'
    | 'content_key'
    | 'preview'
    | 'content_type'
    | 'size_bytes'
    | 'width'
    | 'height'
    | 'duration_seconds'
    | 'content_hash'
    | 'captured_at'
    | 'submitted_at'
    | 'scored_at'
  > {
  readonly submission_id: string;
}
