import type { JobStatus } from '../store/records.ts';

/** Which status may follow which (contract §5). */
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

export function mayBecome(from: JobStatus, to: JobStatus): boolean {
  return NEXT[from].includes(to);
}

/** Statuses in which a job takes submissions, and counts against the free tier's one active job. */
export const ACTIVE_STATUSES: readonly JobStatus[] = ['open', 'filled', 'in_progress'];

/**
 * The status that the counts of an active job call for: in progress from its first approval on, completed with
 * its last, and before that filled exactly while every slot is taken and pending.
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
