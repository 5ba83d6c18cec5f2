import { counted } from '@firsthandapi/spec/counted';
import { ApiError } from '../errors/api-error.ts';
import { changeSlots } from '../jobs/change-job.ts';
import type { AssignmentRecord, JobRecord } from '../store/records.ts';
import { scopeOf } from '../store/scope.ts';
import type { Instant } from '../time/instant.ts';
import type { Work } from '../work/work.ts';

/**
 * Assigns a worker up to `slots` slots of an open job; the job is filled when none is left. Throws a conflict when the
 * job accepts no more workers, has reached `max_workers`, or already had this worker.
 *
 * @param expiresAt When a person's lease ends. Default: never, for simulated workers.
 */
export async function acceptSlots(
  work: Work,
  job: JobRecord,
  workerId: string,
  slots: number,
  expiresAt: Instant | null = null,
): Promise<AssignmentRecord> {
  const free = job.files_needed - job.files_approved - job.files_pending;
  if (!acceptsWorkers(job) || free <= 0) {
    throw new ApiError('conflict', `Job ${job.id} accepts no more workers`);
  }
  if (job.max_workers !== null && job.workers_accepted >= job.max_workers) {
    throw new ApiError(
      'conflict',
      `Job ${job.id} already has its ${counted(job.max_workers, 'worker')}`,
    );
  }
  const assignment: AssignmentRecord = {
    ...scopeOf(job),
    id: `${job.id}:${workerId}`,
    job_id: job.id,
    worker_id: workerId,
    slots: Math.min(slots, free, job.files_per_submission),
    released: 0,
    submitted: 0,
    accepted_at: work.now,
    expires_at: expiresAt,
    is_extended: false,
  };
  if ((await work.tables.assignments.get(assignment.id)) !== undefined) {
    throw new ApiError('conflict', `Worker ${workerId} has already taken part in job ${job.id}`);
  }
  await work.tables.assignments.insert(assignment);
  const joined = { ...job, workers_accepted: job.workers_accepted + 1 };
  await changeSlots(work, joined, {
    files_approved: job.files_approved,
    files_pending: job.files_pending + assignment.slots,
  });
  return assignment;
}

/** A job in progress still accepts workers while slots are free; a filled one has none by definition. */
function acceptsWorkers({ status }: JobRecord): boolean {
  return status === 'open' || status === 'in_progress';
}
