import { releaseHold } from '../credits/holds/holds.ts';
import type { JobRecord } from '../store/records.ts';
import { scopeOf } from '../store/scope.ts';
import { emitEvent } from '../webhooks/emit-event.ts';
import type { Work } from '../work/work.ts';
import { releaseJobQuotas } from './job-quotas.ts';
import { hasEnded, mayBecome, statusForCounts } from './job-status.ts';
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
  if (hasEnded(job)) throw new Error(`Job ${job.id} is ${job.status} and cannot change`);
  const counted = { ...job, ...counts, updated_at: work.now };
  if (job.is_settling) return settleSlots(work, counted);
  const status = statusForCounts(counted);
  if (status === 'completed') return completeJob(work, counted);
  const changed = { ...counted, status };
  await work.tables.jobs.update(changed);
  return changed;
}

async function completeJob(work: Work, job: JobRecord): Promise<JobRecord> {
  const completed: JobRecord = {
    ...job,
    status: 'completed',
    offered: null,
    completed_at: work.now,
  };
  await work.tables.jobs.update(completed);
  await releaseJobQuotas(work, completed);
  if (job.environment === 'live') await releaseHold(work, completed);
  await emitEvent(work, scopeOf(job), 'job.completed', presentJob(completed));
  return completed;
}

/** A cancelled job keeps its status, and holds no more than its people's slots may still cost. */
async function settleSlots(work: Work, job: JobRecord): Promise<JobRecord> {
  const settled: JobRecord = { ...job, is_settling: job.files_pending > 0 };
  await work.tables.jobs.update(settled);
  if (job.environment === 'live') await releaseHold(work, settled, settled.files_pending);
  return settled;
}

/**
 * Cancels an active job: it accepts no more workers, and what is left of its hold returns (contract §5). People who have
 * slots keep them until their leases end, and with them the part of the hold that pays for these slots; simulated workers
 * stop at once. With `leases: 'ended'`, which erasures use, nobody keeps anything.
 */
export async function cancelActiveJob(
  work: Work,
  job: JobRecord,
  { leases }: { readonly leases: 'kept' | 'ended' } = { leases: 'kept' },
): Promise<JobRecord> {
  if (!mayBecome(job.status, 'cancelled')) throw new Error(`Job ${job.id} is ${job.status}`);
  const cancelled: JobRecord = {
    ...job,
    status: 'cancelled',
    is_settling: leases === 'kept' && (await havePeopleSlots(work, job)),
    offered: null,
    cancelled_at: work.now,
    updated_at: work.now,
  };
  await work.tables.jobs.update(cancelled);
  await releaseJobQuotas(work, cancelled);
  if (job.environment === 'live') {
    await releaseHold(work, cancelled, cancelled.is_settling ? cancelled.files_pending : 0);
  }
  await emitEvent(work, scopeOf(job), 'job.cancelled', presentJob(cancelled));
  return cancelled;
}

/** A job has people or simulated workers, never both, so that any of its assignments says which. */
async function havePeopleSlots(
  { tables }: Work,
  { id, files_pending }: JobRecord,
): Promise<boolean> {
  if (files_pending === 0) return false;
  const [assignment] = await tables.assignments.list({ where: { job_id: id }, limit: 1 });
  return assignment !== undefined && assignment.expires_at !== null;
}

/** Ends what people may still submit for a cancelled job, before its content is deleted. */
export async function endSettling(work: Work, job: JobRecord): Promise<JobRecord> {
  if (!job.is_settling) return job;
  const ended: JobRecord = { ...job, is_settling: false, updated_at: work.now };
  await work.tables.jobs.update(ended);
  if (job.environment === 'live') await releaseHold(work, ended);
  return ended;
}
