import { captureHold } from '../credits/holds/holds.ts';
import { createFile } from '../files/create-file.ts';
import { changeSlots } from '../jobs/change-job.ts';
import { isFinal } from '../jobs/job-status.ts';
import type { Score } from '../ports.ts';
import { starRating } from '../scoring/star-rating.ts';
import type { JobRecord, SubmissionRecord } from '../store/records.ts';
import { scopeOf } from '../store/scope.ts';
import { emitEvent } from '../webhooks/emit-event.ts';
import type { Work } from '../work/work.ts';
import { presentSubmission } from './present-submission.ts';
import { isTooSmall, type Verdict, verdictOf } from './verdict.ts';
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
  if (submission.status !== 'pending_score' || isFinal(job.status)) return submission;
  const tooSmall = isTooSmall(submission, job);
  if (score === null && !tooSmall) throw new Error('A file that is large enough needs a score');
  const stars = tooSmall || score === null ? 1 : starRating(score);
  // A file that is too small is never approved, not even at a threshold of 1: it must not be charged.
  const verdict: Verdict = tooSmall
    ? { status: 'rejected', strike: true }
    : verdictOf(stars, submission.attempt, job);
  const scored: SubmissionRecord = {
    ...submission,
    status: verdict.status,
    ai_star_rating: stars,
    ai_dimensions: tooSmall || score === null ? null : dimensionsOf(score),
    ai_reasoning: tooSmall || score === null ? tooSmallReason(job) : score.reasoning,
    scored_at: work.now,
  };
  await work.tables.submissions.update(scored);
  await recordVerdict(work, job, scored, verdict);
  await emitEvent(work, scopeOf(job), 'submission.scored', presentSubmission(work, scored));
  if (verdict.status === 'approved') await approve(work, job, scored);
  if (verdict.status === 'rejected') await reject(work, job, scored);
  return scored;
}

async function approve(work: Work, job: JobRecord, submission: SubmissionRecord): Promise<void> {
  await createFile(work, submission);
  if (job.environment === 'live') await captureHold(work, job);
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

function dimensionsOf({ relevance, quality, completeness }: Score) {
  return { relevance, quality, completeness };
}

function tooSmallReason({ min_width, min_height }: JobRecord): string {
  const width = min_width === null ? '' : ` at least ${min_width} px wide`;
  const height = min_height === null ? '' : ` at least ${min_height} px high`;
  return `Not scored: the job requires files${[width, height].filter(Boolean).join(' and')}.`;
}
