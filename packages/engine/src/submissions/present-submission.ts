import type { Submission } from '@firsthandapi/spec';
import { submissionUrl } from '../files/submission-preview.ts';
import type { SubmissionRecord } from '../store/records.ts';
import { nullableTimestamp, timestamp } from '../time/timestamp.ts';
import type { Work } from '../work/work.ts';

export function presentSubmission(work: Work, submission: SubmissionRecord): Submission {
  return {
    object: 'submission',
    id: submission.id,
    job_id: submission.job_id,
    worker_id: submission.worker_id,
    status: submission.status,
    attempt: submission.attempt,
    ai_star_rating: submission.ai_star_rating,
    ai_dimensions: submission.ai_dimensions,
    ai_reasoning: submission.ai_reasoning,
    file_url: submissionUrl(work, submission),
    content_type: submission.content_type as Submission['content_type'],
    size_bytes: submission.size_bytes,
    submitted_at: timestamp(submission.submitted_at),
    scored_at: nullableTimestamp(submission.scored_at),
  };
}
