import type { Job } from '@firsthandapi/sdk';

/** What a browser is shown of a job while people work on it. */
export type JobProgress = Pick<Job, 'status' | 'files_needed' | 'files_approved' | 'files_pending'>;

/** Takes from a job what a browser may see. */
export function progressOf(job: Job): JobProgress {
  const { status, files_needed, files_approved, files_pending } = job;
  return { status, files_needed, files_approved, files_pending };
}
