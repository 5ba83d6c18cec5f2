import { ApiError } from '../errors/api-error.ts';
import type { JobRecord, WorkerPosition, WorkerRecord } from '../store/records.ts';
import type { Work } from '../work/work.ts';
import { concurrentLimit } from './concurrent-limit.ts';
import { isWithin } from './location-check.ts';

/** Why a person cannot accept a job, for programs. */
export type IneligibilityReason = 'suspended' | 'taken_part' | 'concurrent_limit' | 'too_far';

/** What eligibility depends on, beside the job and the worker. */
export interface WorkerSituation {
  /** Whether they have had slots of this job before. */
  readonly hasTakenPart: boolean;
  /** Jobs for which they have slots without a file now. */
  readonly openJobs: number;
  /** Where they are; null when they did not say, which is then asked with each file. */
  readonly position: WorkerPosition | null;
  readonly now: number;
}

/** Returns every reason why a person cannot accept a job; none when they can. The same for the feed and for accepting. */
export function ineligibility(
  job: Pick<JobRecord, 'type' | 'location'>,
  worker: WorkerRecord,
  { hasTakenPart, openJobs, position, now }: WorkerSituation,
): readonly IneligibilityReason[] {
  const reasons: IneligibilityReason[] = [];
  if (worker.suspension) reasons.push('suspended');
  if (hasTakenPart) reasons.push('taken_part');
  if (openJobs >= concurrentLimit(worker, job.type, now)) reasons.push('concurrent_limit');
  if (position !== null && !isWithin(job, position)) reasons.push('too_far');
  return reasons;
}

/** Throws a conflict that names the reasons when a person cannot accept a job, and 404 for an unknown worker. */
export async function requireEligible(
  work: Work,
  job: JobRecord,
  workerId: string,
  position: WorkerPosition | null,
): Promise<void> {
  const worker = await work.tables.workers.get(workerId);
  if (worker === undefined) throw new ApiError('not_found', `No worker with id '${workerId}'`);
  const reasons = ineligibility(job, worker, {
    hasTakenPart: (await work.tables.assignments.get(`${job.id}:${workerId}`)) !== undefined,
    openJobs: await countOpenJobs(work, workerId),
    position,
    now: work.now,
  });
  if (reasons.length === 0) return;
  const message = `Worker ${workerId} cannot accept job ${job.id}: ${reasons.join(', ')}`;
  const details = reasons.map((reason) => ({ field: 'worker', message: reason }));
  throw new ApiError('conflict', message, { details });
}

/** More leases than any limit allows are not counted. */
const MOST_LEASES = 100;

/** Returns for how many jobs a person has slots without a file. */
export async function countOpenJobs({ tables, now }: Work, worker_id: string): Promise<number> {
  const where = { worker_id };
  const running = { where, atLeast: { expires_at: now + 1 }, limit: MOST_LEASES };
  const assignments = await tables.assignments.list(running);
  return assignments.filter(({ slots, released, submitted }) => slots > released + submitted)
    .length;
}
