import type { SubmissionRecord } from '../store/records.ts';
import { scopeOf } from '../store/scope.ts';
import type { Work } from '../work/work.ts';

/** Keeps the current attempt of a submission before a retry replaces it, so that it can be appealed and deleted. */
export async function keepAttempt(work: Work, submission: SubmissionRecord): Promise<void> {
  await work.tables.submission_attempts.insert({
    ...scopeOf(submission),
    id: `${submission.id}:${submission.attempt}`,
    submission_id: submission.id,
    job_id: submission.job_id,
    worker_id: submission.worker_id,
    attempt: submission.attempt,
    ai_star_rating: submission.ai_star_rating,
    ai_dimensions: submission.ai_dimensions,
    ai_reasoning: submission.ai_reasoning,
    content_key: submission.content_key,
    preview: submission.preview,
    content_type: submission.content_type,
    size_bytes: submission.size_bytes,
    width: submission.width,
    height: submission.height,
    duration_seconds: submission.duration_seconds,
    content_hash: submission.content_hash,
    captured_at: submission.captured_at,
    submitted_at: submission.submitted_at,
    scored_at: submission.scored_at,
  });
}
