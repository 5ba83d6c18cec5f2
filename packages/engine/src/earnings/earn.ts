import { splitPrice } from '../credits/ledger/split-price.ts';
import { ApiError } from '../errors/api-error.ts';
import type {
  AdjustmentReason,
  JobRecord,
  SubmissionRecord,
  TaskRecord,
} from '../store/records.ts';
import type { Work } from '../work/work.ts';
import { recordWorkerMovement } from './worker-ledger.ts';
import { adjustmentMovement, earnedMovement, releasedMovement } from './worker-movements.ts';

/** The kind of task that makes what a file earned available; its subject is the submission. */
export const RELEASE_TASK = 'earning.release';
/** How long an approval may still be disputed (contract §5). */
const PENDING_MS = 72 * 60 * 60 * 1_000;

/** Credits the worker of a live job with their share of an approved file, which becomes available after 72 hours. */
export async function recordEarning(
  work: Work,
  job: Pick<JobRecord, 'id' | 'organization_id' | 'price_per_file_cents'>,
  { id, worker_id }: Pick<SubmissionRecord, 'id' | 'worker_id'>,
): Promise<void> {
  const { worker_cents: cents } = splitPrice(job.price_per_file_cents);
  const { organization_id } = job;
  const file = { worker_id, organization_id, job_id: job.id, submission_id: id };
  await recordWorkerMovement(work, earnedMovement(file, cents));
  await work.tables.tasks.schedule({
    id: `${RELEASE_TASK}:${id}`,
    due_at: work.now + PENDING_MS,
    kind: RELEASE_TASK,
    subject: id,
    data: { worker_id, organization_id, job_id: job.id, cents },
  });
}

/** Task `earning.release`: makes what a file earned available. Does not need the file, which may be deleted by then. */
export async function releaseEarning(work: Work, { subject, data }: TaskRecord): Promise<void> {
  const file = {
    worker_id: String(data.worker_id),
    organization_id: String(data.organization_id),
    job_id: String(data.job_id),
    submission_id: subject,
  };
  await recordWorkerMovement(work, releasedMovement(file, Number(data.cents)));
}

/**
 * Adds money of the platform's own to what a worker may be paid, such as for a rejection that was overturned, or takes it
 * back. Throws a conflict when more is taken than is available.
 */
export async function adjustEarnings(
  work: Work,
  workerId: string,
  cents: number,
  reason: AdjustmentReason,
): Promise<void> {
  if (!Number.isSafeInteger(cents) || cents === 0) {
    throw new ApiError('validation_error', 'An adjustment needs an amount in whole cents');
  }
  await recordWorkerMovement(work, adjustmentMovement(workerId, cents, reason));
}
