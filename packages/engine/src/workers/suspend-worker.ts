import { ApiError, notFound } from '../errors/api-error.ts';
import type { SuspensionReason, WorkerRecord } from '../store/records.ts';
import type { Work } from '../work/work.ts';

/** Why a person can suspend a worker. */
export const SUSPENSION_REASONS = [
  'stolen_content',
  'several_accounts',
  'abuse',
  'fraud',
  'safety',
  'request_of_authority',
] as const satisfies readonly SuspensionReason[];

/** A person's decision to suspend a worker. */
export interface Suspension {
  /** The person who decided. */
  readonly by: string;
  readonly reason: SuspensionReason;
}

/**
 * Suspends a worker, who then accepts no more jobs. What they hold, they may finish, and what they have earned is theirs.
 * Only a person decides this, with a reason. Throws 404 for an unknown worker.
 */
export async function suspendWorker(
  work: Work,
  workerId: string,
  { by, reason }: Suspension,
): Promise<WorkerRecord> {
  if (by.trim() === '') {
    throw new ApiError('validation_error', 'A suspension needs the person who decides');
  }
  return changeSuspension(work, workerId, { at: work.now, by, reason });
}

/** Ends a worker's suspension. Throws 404 for an unknown worker. */
export function reinstateWorker(work: Work, workerId: string): Promise<WorkerRecord> {
  return changeSuspension(work, workerId, null);
}

async function changeSuspension(
  { tables }: Work,
  workerId: string,
  suspension: WorkerRecord['suspension'],
): Promise<WorkerRecord> {
  const worker = await tables.workers.get(workerId);
  if (worker === undefined || worker.simulated) throw notFound('worker', workerId);
  const changed = { ...worker, suspension };
  await tables.workers.update(changed);
  return changed;
}
