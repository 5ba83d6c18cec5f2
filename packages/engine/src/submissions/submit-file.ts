import { ApiError } from '../errors/api-error.ts';
import { hasEnded } from '../jobs/job-status.ts';
import type { Upload } from '../media/media-content.ts';
import type { AssignmentRecord, JobRecord, SubmissionRecord } from '../store/records.ts';
import { scopeOf } from '../store/scope.ts';
import type { Work } from '../work/work.ts';
import { keepAttempt } from './keep-attempt.ts';

/** An upload as it is stored with its submission. */
type SubmittedUpload = Upload & Partial<Pick<SubmissionRecord, 'position' | 'content_mark'>>;

/** Submits a worker's file for one of their slots; it then waits for its score. */
export async function submitFile(
  work: Work,
  job: JobRecord,
  assignment: AssignmentRecord,
  upload: SubmittedUpload,
): Promise<SubmissionRecord> {
  requireAcceptable(job, upload);
  const slots = assignment.slots - assignment.released;
  if (assignment.submitted >= slots) {
    throw new ApiError('conflict', `No slot of this worker is left, of ${slots}`);
  }
  const submission: SubmissionRecord = {
    ...scopeOf(job),
    id: work.ports.ids.next('sub', work.now),
    job_id: job.id,
    assignment_id: assignment.id,
    worker_id: assignment.worker_id,
    status: 'pending_score',
    attempt: 1,
    ai_star_rating: null,
    ai_dimensions: null,
    ai_reasoning: null,
    rejection_code: null,
    preview: null,
    position: null,
    content_mark: null,
    ...upload,
    submitted_at: work.now,
    scored_at: null,
    purged_at: null,
  };
  await work.tables.submissions.insert(submission);
  await work.tables.assignments.update({ ...assignment, submitted: assignment.submitted + 1 });
  return submission;
}

/** Submits another file for the same slot, as the one allowed retry; it is scored again. */
export async function resubmitFile(
  work: Work,
  job: JobRecord,
  submission: SubmissionRecord,
  upload: SubmittedUpload,
): Promise<SubmissionRecord> {
  requireAcceptable(job, upload);
  if (submission.status !== 'retry_pending') {
    throw new ApiError(
      'conflict',
      `Submission ${submission.id} is ${submission.status}; no retry is due`,
    );
  }
  await keepAttempt(work, submission);
  const retried: SubmissionRecord = {
    ...submission,
    ...upload,
    status: 'pending_score',
    attempt: submission.attempt + 1,
    ai_star_rating: null,
    ai_dimensions: null,
    ai_reasoning: null,
    preview: null,
    submitted_at: work.now,
    scored_at: null,
  };
  await work.tables.submissions.update(retried);
  return retried;
}

function requireAcceptable(job: JobRecord, upload: Upload): void {
  if (hasEnded(job)) {
    throw new ApiError('conflict', `Job ${job.id} is ${job.status} and accepts no files`);
  }
  if (!job.accepted_formats.includes(upload.content_type)) {
    throw new ApiError(
      'unsupported_media_type',
      `Job ${job.id} does not accept ${upload.content_type}`,
    );
  }
}
