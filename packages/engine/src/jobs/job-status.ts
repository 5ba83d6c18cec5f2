import type { JobRecord, JobStatus } from '../store/records.ts';

/** Allowed status transitions (contract §5). */
const NEXT: { readonly [status in JobStatus]: readonly JobStatus[] } = {
  open: ['filled', 'in_progress', 'cancelled'],
  filled: ['open', 'in_progress', 'cancelled'],
  in_progress: ['completed', 'cancelled'],
  completed: [],
  cancelled: [],
};

export function isFinal(status: JobStatus): boolean {
  return NEXT[status].length === 0;
}

/** Whether nothing of a job can change any more: people may still submit for one that was cancelled while they worked. */
export function hasEnded({
  status,
  is_settling,
}: Pick<JobRecord, 'status' | 'is_settling'>): boolean {
  return isFinal(status) && !is_settling;
}

export function mayBecome(from: JobStatus, to: JobStatus): boolean {
  return NEXT[from].includes(to);
}

/** Statuses in which a job accepts submissions, and counts towards the free tier's limit of one active job. */
export const ACTIVE_STATUSES: readonly JobStatus[] = ['open', 'filled', 'in_progress'];

/**
 * Returns the status that follows from an active job's counts: in progress from its first approval, completed with its
 * last, and before that filled while every slot is taken.
 */
export function statusForCounts(job: {
  readonly files_needed: number;
  readonly files_approved: number;
  readonly files_pending: number;
}): JobStatus {
  if (job.files_approved >= job.files_needed) return 'completed';
  if (job.files_approved > 0) return 'in_progress';
  return job.files_pending >= job.files_needed ? 'filled' : 'open';
}
