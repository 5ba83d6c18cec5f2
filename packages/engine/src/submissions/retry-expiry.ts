import { ApiError } from '../errors/api-error.ts';
import { changeSlots } from '../jobs/change-job.ts';
import { hasEnded } from '../jobs/job-status.ts';
import type { Score } from '../ports.ts';
import type { JobRecord, SubmissionRecord, TaskRecord } from '../store/records.ts';
import { scopeOf } from '../store/scope.ts';
import type { Instant } from '../time/instant.ts';
import { timestamp } from '../time/timestamp.ts';
import { emitEvent } from '../webhooks/emit-event.ts';
import type { Work } from '../work/work.ts';
import { presentSubmission } from './present-submission.ts';
import { scoreSubmission } from './score-submission.ts';

/** The kind of task that ends the wait for a retry; its subject is the submission. */
export const RETRY_EXPIRE_TASK = 'submission.retry_expire';

/** Applies the score of a person's file. A retry that it allows has as long as a lease, and no longer than the job. */
export async function scorePersonsFile(
  work: Work,
  job: JobRecord,
  submission: SubmissionRecord,
  score: Score,
): Promise<SubmissionRecord> {
  const scored = await scoreSubmission(work, job, submission, score);
  if (scored.status === 'retry_pending') {
    await work.tables.tasks.schedule({
      id: `${RETRY_EXPIRE_TASK}:${scored.id}`,
      due_at: retryEnd(job, scored),
      kind: RETRY_EXPIRE_TASK,
      subject: scored.id,
      data: {},
    });
  }
  return scored;
}

/** Returns until when a file that was rated below the threshold may be replaced. */
export function retryEnd(
  { lease_seconds, deadline }: JobRecord,
  { scored_at, submitted_at }: SubmissionRecord,
): Instant {
  const from = scored_at ?? submitted_at;
  const until = Math.min(from + lease_seconds * 1_000, deadline ?? Number.POSITIVE_INFINITY);
  return Math.max(from, until);
}

/** Throws a conflict when the time for a retry is over. */
export function requireRetryTime(work: Work, job: JobRecord, submission: SubmissionRecord): void {
  const end = retryEnd(job, submission);
  if (work.now < end) return;
  throw new ApiError(
    'conflict',
    `The time for a retry of ${submission.id} ended at ${timestamp(end)}`,
    { details: [{ field: 'submission', message: 'retry_expired' }] },
  );
}

/** Task `submission.retry_expire`: rejects a file whose retry did not come, without a strike, and frees its slot. */
export async function expireRetry(work: Work, { subject }: TaskRecord): Promise<void> {
  const submission = await work.tables.submissions.get(subject);
  if (submission?.status !== 'retry_pending') return;
  const job = await work.tables.jobs.get(submission.job_id);
  if (job === undefined || hasEnded(job)) return;
  const rejected: SubmissionRecord = {
    ...submission,
    status: 'rejected',
    rejection_code: 'retry_expired',
  };
  await work.tables.submissions.update(rejected);
  const presented = presentSubmission(work, rejected);
  await emitEvent(work, scopeOf(job), 'submission.rejected', presented);
  await changeSlots(work, job, {
    files_approved: job.files_approved,
    files_pending: job.files_pending - 1,
  });
}
