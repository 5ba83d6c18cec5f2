import { ApiError } from '../errors/api-error.ts';
import { changeSlots } from '../jobs/change-job.ts';
import { hasEnded, isFinal } from '../jobs/job-status.ts';
import type { AssignmentRecord, JobRecord, TaskRecord, WorkerPosition } from '../store/records.ts';
import type { Instant } from '../time/instant.ts';
import { timestamp } from '../time/timestamp.ts';
import type { Work } from '../work/work.ts';
import { withExpiry } from '../workers/concurrent-limit.ts';
import { requireEligible } from '../workers/eligibility.ts';
import { acceptSlots } from './accept-slots.ts';

/** The kind of task that ends a lease; its subject is the assignment. */
export const EXPIRE_TASK = 'assignment.expire';

/** An assignment with its job as it is after a change. */
export interface LeaseChange {
  readonly assignment: AssignmentRecord;
  readonly job: JobRecord;
}

/**
 * Assigns a person up to `slots` slots of a job, for as long as the job's lease and deadline allow. Throws a conflict when
 * the job accepts no more workers, or when this person is not eligible.
 *
 * @param position Where they are. Default: unknown until they submit a file.
 */
export async function acceptLease(
  work: Work,
  job: JobRecord,
  workerId: string,
  slots: number,
  position: WorkerPosition | null = null,
): Promise<AssignmentRecord> {
  await requireEligible(work, job, workerId, position);
  const assignment = await acceptSlots(work, job, workerId, slots, leaseEnd(job, work.now));
  await scheduleExpiry(work, assignment);
  return assignment;
}

/** Extends a lease by its length, once. Throws a conflict when it has ended, was extended, or the job was cancelled. */
export async function extendLease(
  work: Work,
  job: JobRecord,
  assignment: AssignmentRecord,
): Promise<AssignmentRecord> {
  const expiresAt = requireLease(work, assignment);
  if (isFinal(job.status)) {
    throw new ApiError('conflict', `Job ${job.id} is ${job.status}: its leases are not extended`);
  }
  if (assignment.is_extended) {
    throw new ApiError('conflict', `The lease of ${assignment.id} was already extended once`);
  }
  const extended = { ...assignment, expires_at: leaseEnd(job, expiresAt), is_extended: true };
  await work.tables.assignments.update(extended);
  await scheduleExpiry(work, extended);
  return extended;
}

/** Gives back the slots without a file, at once and without a strike. Throws a conflict when there are none. */
export async function returnSlots(
  work: Work,
  job: JobRecord,
  assignment: AssignmentRecord,
): Promise<LeaseChange> {
  requireLease(work, assignment);
  if (unusedSlots(assignment) === 0) {
    throw new ApiError('conflict', `Every slot of ${assignment.id} has a file`);
  }
  return releaseUnused(work, job, assignment);
}

/** Task `assignment.expire`: frees the slots for which no file was submitted in time. */
export async function expireLease(work: Work, { subject }: TaskRecord): Promise<void> {
  const assignment = await work.tables.assignments.get(subject);
  // An extended lease has another task.
  if (assignment?.expires_at == null || assignment.expires_at > work.now) return;
  const job = await work.tables.jobs.get(assignment.job_id);
  if (job === undefined || hasEnded(job) || unusedSlots(assignment) === 0) return;
  await releaseUnused(work, job, assignment);
  const worker = await work.tables.workers.get(assignment.worker_id);
  if (worker !== undefined) await work.tables.workers.update(withExpiry(worker, work.now));
}

/** Throws a conflict when the lease has ended; returns when it does. */
export function requireLease(
  { now }: Pick<Work, 'now'>,
  { id, expires_at }: AssignmentRecord,
): Instant {
  if (expires_at === null) throw new Error(`${id} has no lease: its worker is simulated`);
  if (now < expires_at) return expires_at;
  const message = `The lease of ${id} ended at ${timestamp(expires_at)}; its slots are free again`;
  throw new ApiError('conflict', message, {
    details: [{ field: 'assignment', message: 'lease_expired' }],
  });
}

/** No lease is longer than its job. */
function leaseEnd({ lease_seconds, deadline }: JobRecord, from: Instant): Instant {
  return Math.min(from + lease_seconds * 1_000, deadline ?? Number.POSITIVE_INFINITY);
}

function unusedSlots({ slots, released, submitted }: AssignmentRecord): number {
  return slots - released - submitted;
}

/** A person who submitted nothing makes room for another where the job limits its workers. */
async function releaseUnused(
  work: Work,
  job: JobRecord,
  assignment: AssignmentRecord,
): Promise<LeaseChange> {
  const unused = unusedSlots(assignment);
  if (unused === 0) return { assignment, job };
  const released = { ...assignment, released: assignment.released + unused };
  await work.tables.assignments.update(released);
  const hasLeft = released.submitted === 0;
  const counted = { ...job, workers_accepted: job.workers_accepted - (hasLeft ? 1 : 0) };
  const changed = await changeSlots(work, counted, {
    files_approved: job.files_approved,
    files_pending: job.files_pending - unused,
  });
  return { assignment: released, job: changed };
}

async function scheduleExpiry(work: Work, assignment: AssignmentRecord): Promise<void> {
  if (assignment.expires_at === null) return;
  await work.tables.tasks.schedule({
    id: `${EXPIRE_TASK}:${assignment.id}:${assignment.expires_at}`,
    due_at: assignment.expires_at,
    kind: EXPIRE_TASK,
    subject: assignment.id,
    data: {},
  });
}
