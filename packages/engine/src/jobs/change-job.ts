import { releaseHold } from '../credits/holds/holds.ts';
import type { JobRecord } from '../store/records.ts';
import { scopeOf } from '../store/scope.ts';
import { emitEvent } from '../webhooks/emit-event.ts';
import type { Work } from '../work/work.ts';
import { releaseJobQuotas } from './job-quotas.ts';
import { isFinal, mayBecome, statusForCounts } from './job-status.ts';
import { presentJob } from './present-job.ts';

/** The numbers of a job's approved and pending slots. */
export interface SlotCounts {
  readonly files_approved: number;
  readonly files_pending: number;
}

/** Updates the slot counts and the status that follows from them; the last approval completes the job. */
export async function changeSlots(
  work: Work,
  job: JobRecord,
  counts: SlotCounts,
): Promise<JobRecord> {
  if (isFinal(job.status)) throw new Error(`Job ${job.id} is ${job.status} and cannot change`);
  const counted = { ...job, ...counts, updated_at: work.now };
  const status = statusForCounts(counted);
  if (status === 'completed') return completeJob(work, counted);
  const changed = { ...counted, status };
  await work.tables.jobs.update(changed);
  return changed;
}

async function completeJob(work: Work, job: JobRecord): Promise<JobRecord> {
  const completed: JobRecord = { ...job, status: 'completed', completed_at: work.now };
  await work.tables.jobs.update(completed);
  await releaseJobQuotas(work, completed);
  if (job.environment === 'live') await releaseHold(work, completed);
  await emitEvent(work, scopeOf(job), 'job.completed', presentJob(completed));
  return completed;
}

/** Cancels an active job: it accepts no more submissions, and what is left of its hold returns (contract §5). */
export async function cancelActiveJob(work: Work, job: JobRecord): Promise<JobRecord> {
  if (!mayBecome(job.status, 'cancelled')) throw new Error(`Job ${job.id} is ${job.status}`);
  const cancelled: JobRecord = {
    ...job,
    status: 'cancelled',
    cancelled_at: work.now,
    updated_at: work.now,
  };
  await work.tables.jobs.update(cancelled);
  await releaseJobQuotas(work, cancelled);
  if (job.environment === 'live') await releaseHold(work, cancelled);
  await emitEvent(work, scopeOf(job), 'job.cancelled', presentJob(cancelled));
  return cancelled;
}
