import type { Submission } from '@firsthandapi/spec/worker';
import type { JobRecord, SubmissionRecord } from '../store/records.ts';
import { retryEnd } from '../submissions/retry-expiry.ts';
import { nullableTimestamp, timestamp } from '../time/timestamp.ts';
import type { Work } from '../work/work.ts';
import { appealEnd, presentAppeal } from './appeals.ts';
import { rewardCents } from './present-job.ts';

/** Returns a file with its result, as the worker who made it sees it. */
export async function presentResult(work: Work, submission: SubmissionRecord): Promise<Submission> {
  const { tables, now } = work;
  const job = await tables.jobs.get(submission.job_id);
  const appeal = await tables.appeals.get(submission.id);
  const reward = job === undefined ? 0 : rewardCents(job);
  const isPaid = submission.status === 'approved' || appeal?.status === 'overturned';
  const retry = submission.status === 'retry_pending' && job ? retryEnd(job, submission) : null;
  return {
    object: 'submission',
    id: submission.id,
    job_id: submission.job_id,
    job_title: job?.title ?? null,
    environment: submission.environment,
    status: appeal?.status === 'overturned' ? 'approved' : submission.status,
    attempt: submission.attempt,
    ai_star_rating: submission.ai_star_rating,
    ai_dimensions: submission.ai_dimensions,
    judged: await judgedOf(work, submission, job),
    ai_reasoning: submission.ai_reasoning,
    rejection_code: submission.rejection_code,
    content_type: submission.content_type as Submission['content_type'],
    size_bytes: submission.size_bytes,
    content_hash: submission.content_hash,
    reward_cents: reward,
    earned_cents: isPaid ? reward : 0,
    submitted_at: timestamp(submission.submitted_at),
    scored_at: nullableTimestamp(submission.scored_at),
    retry_until: nullableTimestamp(retry),
    appeal_until: nullableTimestamp(appealEnd(submission, appeal, now)),
    appeal: appeal === undefined ? null : presentAppeal(appeal),
  };
}

const ALL = ['relevance', 'quality', 'completeness'] as const;

/** What was really judged of the current attempt. A person who reviewed a file judged all of it. */
async function judgedOf(
  { tables }: Work,
  { id, attempt, ai_dimensions }: SubmissionRecord,
  job: JobRecord | undefined,
): Promise<Submission['judged']> {
  if (ai_dimensions === null || job === undefined) return [];
  const where = { submission_id: id, attempt, outcome: 'scored' as const };
  const [assessment] = await tables.assessments.list({ where, limit: 1 });
  return [...(assessment?.judged ?? ALL)];
}
