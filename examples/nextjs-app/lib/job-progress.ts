import type { Job } from '@firsthandapi/sdk';

/** The part of a job that a browser may see. */
export type JobProgress = Pick<Job, 'status' | 'files_needed' | 'files_approved' | 'files_pending'>;

/** Returns the part of a job that a browser may see. */
export function progressOf(job: Job): JobProgress {
  const { status, files_needed, files_approved, files_pending } = job;
  return { status, files_needed, files_approved, files_pending };
}
