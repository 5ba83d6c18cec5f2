import type { Upload } from '../media/media-content.ts';
import type {
  AssignmentRecord,
  JobRecord,
  SubmissionRecord,
  WorkerPosition,
} from '../store/records.ts';
import type { Work } from '../work/work.ts';
import { requireWithin } from '../workers/location-check.ts';
import { contentMark } from './duplicate-file.ts';
import { requireLease } from './lease.ts';
import { requireRetryTime } from './retry-expiry.ts';
import { scheduleScoring } from './scoring-turn.ts';
import { resubmitFile, submitFile } from './submit-file.ts';

/** A person's upload, and where it was taken, if they said so. */
export interface PersonsUpload extends Upload {
  readonly position: WorkerPosition | null;
}

/**
 * Submits a person's file for one of their slots, and has it assessed. Throws a conflict when their lease has ended, or
 * when the job has an area and the file was not taken within it.
 */
export async function handIn(
  work: Work,
  job: JobRecord,
  assignment: AssignmentRecord,
  upload: PersonsUpload,
): Promise<SubmissionRecord> {
  requireLease(work, assignment);
  const position = requireWithin(job, upload.position);
  const content_mark = contentMark(work.ports.keyring, upload.content_hash);
  const file = { ...upload, position, content_mark };
  const submission = await submitFile(work, job, assignment, file);
  await scheduleScoring(work, submission);
  return submission;
}

/** Submits a person's other file for the same slot, as the one allowed retry, and has it assessed. */
export async function handInAgain(
  work: Work,
  job: JobRecord,
  submission: SubmissionRecord,
  upload: PersonsUpload,
): Promise<SubmissionRecord> {
  if (submission.status === 'retry_pending') requireRetryTime(work, job, submission);
  const position = requireWithin(job, upload.position);
  const content_mark = contentMark(work.ports.keyring, upload.content_hash);
  const file = { ...upload, position, content_mark };
  const retried = await resubmitFile(work, job, submission, file);
  await scheduleScoring(work, retried);
  return retried;
}
