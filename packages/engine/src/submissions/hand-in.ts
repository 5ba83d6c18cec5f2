import type { Upload } from '../media/media-content.ts';
import type { AssignmentRecord, JobRecord, SubmissionRecord } from '../store/records.ts';
import type { Work } from '../work/work.ts';
import { scheduleScoring } from './assess-submission.ts';
import { requireLease } from './lease.ts';
import { requireRetryTime } from './retry-expiry.ts';
import { resubmitFile, submitFile } from './submit-file.ts';

/** Submits a person's file for one of their slots, and has it assessed. */
export async function handIn(
  work: Work,
  job: JobRecord,
  assignment: AssignmentRecord,
  upload: Upload,
): Promise<SubmissionRecord> {
  requireLease(work, assignment);
  const submission = await submitFile(work, job, assignment, upload);
  await scheduleScoring(work, submission);
  return submission;
}

/** Submits a person's other file for the same slot, as the one allowed retry, and has it assessed. */
export async function handInAgain(
  work: Work,
  job: JobRecord,
  submission: SubmissionRecord,
  upload: Upload,
): Promise<SubmissionRecord> {
  if (submission.status === 'retry_pending') requireRetryTime(work, job, submission);
  const retried = await resubmitFile(work, job, submission, upload);
  await scheduleScoring(work, retried);
  return retried;
}
