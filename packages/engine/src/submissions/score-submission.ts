import type { FileAnnotations } from '@firsthandapi/spec';
import { captureHold } from '../credits/holds/holds.ts';
import { recordEarning } from '../earnings/earn.ts';
import { createFile } from '../files/create-file.ts';
import { changeSlots } from '../jobs/change-job.ts';
import { hasEnded } from '../jobs/job-status.ts';
import type { Score } from '../ports.ts';
import { starRating } from '../scoring/star-rating.ts';
import type { JobRecord, RejectionCode, SubmissionRecord } from '../store/records.ts';
import { scopeOf } from '../store/scope.ts';
import { emitEvent } from '../webhooks/emit-event.ts';
import type { Work } from '../work/work.ts';
import { presentSubmission } from './present-submission.ts';
import { isTooSmall, rejectedOutright, type Verdict, verdictOf } from './verdict.ts';
import { recordVerdict } from './worker-record.ts';

/**
 * Applies a score to a pending submission: its rating and verdict, the job's slots, the file of an approval, the
 * worker's record, and the resulting events. A file that is too small gets 1 star regardless of its score, which may
 * then be null (contract §5). Does nothing once the job has ended.
 */
export async function scoreSubmission(
  work: Work,
  job: JobRecord,
  submission: SubmissionRecord,
  score: Score | null,
): Promise<SubmissionRecord> {
  if (submission.status !== 'pending_score' || hasEnded(job)) return submission;
  const { verdict, ...rating } = rate(job, submission, score);
  const scored: SubmissionRecord = {
    ...submission,
    ...rating,
    status: verdict.status,
    rejection_code: verdict.rejection_code,
    scored_at: work.now,
  };
  await work.tables.submissions.update(scored);
  await recordVerdict(work, job, scored, verdict);
  await emitEvent(work, scopeOf(job), 'submission.scored', presentSubmission(work, scored));
  if (verdict.status === 'approved') await approve(work, job, scored, score?.annotations ?? null);
  if (verdict.status === 'rejected') await reject(work, job, scored);
  return scored;
}

/**
 * Approves a rejected submission after an appeal, for a free slot of its job: it has just the stars that the job asks for.
 */
export async function approveOverturned(
  work: Work,
  job: JobRecord,
  submission: SubmissionRecord,
): Promise<SubmissionRecord> {
  const approved: SubmissionRecord = {
    ...submission,
    status: 'approved',
    ai_star_rating: Math.max(submission.ai_star_rating ?? 1, job.min_star_rating),
    rejection_code: null,
  };
  await work.tables.submissions.update(approved);
  // The slot that the rejection freed is taken again, and filled by the approval.
  await approve(work, { ...job, files_pending: job.files_pending + 1 }, approved, null);
  return approved;
}

type Rating = Pick<SubmissionRecord, 'ai_star_rating' | 'ai_dimensions' | 'ai_reasoning'> & {
  readonly verdict: Verdict;
};

function rate(job: JobRecord, submission: SubmissionRecord, score: Score | null): Rating {
  if (isTooSmall(submission, job)) return withoutScoring('too_small', tooSmallReason(job));
  if (score === null) throw new Error('A file that is large enough needs a score');
  const { relevance, quality, completeness, reasoning, rejection_code = null } = score;
  if (rejection_code !== null) return withoutScoring(rejection_code, reasoning);
  const stars = starRating(score);
  return {
    ai_star_rating: stars,
    ai_dimensions: { relevance, quality, completeness },
    ai_reasoning: reasoning,
    verdict: verdictOf(stars, submission.attempt, job),
  };
}

function withoutScoring(code: RejectionCode, reasoning: string): Rating {
  return {
    ai_star_rating: 1,
    ai_dimensions: null,
    ai_reasoning: reasoning,
    verdict: rejectedOutright(code),
  };
}

async function approve(
  work: Work,
  job: JobRecord,
  submission: SubmissionRecord,
  annotations: FileAnnotations | null,
): Promise<void> {
  await createFile(work, submission, annotations);
  if (job.environment === 'live') {
    await captureHold(work, job);
    await recordEarning(work, job, submission);
  }
  await emitEvent(work, scopeOf(job), 'submission.approved', presentSubmission(work, submission));
  await changeSlots(work, job, {
    files_approved: job.files_approved + 1,
    files_pending: job.files_pending - 1,
  });
}

async function reject(work: Work, job: JobRecord, submission: SubmissionRecord): Promise<void> {
  await emitEvent(work, scopeOf(job), 'submission.rejected', presentSubmission(work, submission));
  await changeSlots(work, job, {
    files_approved: job.files_approved,
    files_pending: job.files_pending - 1,
  });
}

function tooSmallReason({ min_width, min_height }: JobRecord): string {
  const width = min_width === null ? '' : ` at least ${min_width} px wide`;
  const height = min_height === null ? '' : ` at least ${min_height} px high`;
  return `Not scored: the job requires files${[width, height].filter(Boolean).join(' and')}.`;
}
