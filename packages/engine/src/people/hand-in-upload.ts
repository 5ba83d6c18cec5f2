import { counted } from '@firsthandapi/spec/counted';
import type { SubmitFileRequest } from '@firsthandapi/spec/worker';
import { ApiError, notFound } from '../errors/api-error.ts';
import type { SubmissionRecord, UploadRecord, WorkerRecord } from '../store/records.ts';
import { handIn, handInAgain, type PersonsUpload } from '../submissions/hand-in.ts';
import { instantOf } from '../time/timestamp.ts';
import type { Work } from '../work/work.ts';
import { findUpload } from './uploads.ts';

/** Submits an upload for a slot of its job. The same upload again returns the same submission. */
export async function handInUpload(
  work: Work,
  worker: WorkerRecord,
  jobId: string,
  request: SubmitFileRequest,
): Promise<SubmissionRecord> {
  const { tables } = work;
  const upload = await requireUpload(work, worker, jobId, request.upload_id);
  if (upload.submission_id !== null) return submissionOf(work, upload.submission_id);
  const job = await tables.jobs.get(jobId);
  const assignment = await tables.assignments.get(`${jobId}:${worker.id}`);
  if (job === undefined || assignment === undefined) throw notFound('assignment', jobId);
  const submission = await handIn(work, job, assignment, contentOf(upload, request));
  await noteUse(work, worker, upload, submission.id, request);
  return submission;
}

/** Submits an upload as the retry of a submission. The same upload again returns the submission as it is. */
export async function handInRetry(
  work: Work,
  worker: WorkerRecord,
  submission: SubmissionRecord,
  request: SubmitFileRequest,
): Promise<SubmissionRecord> {
  const upload = await requireUpload(work, worker, submission.job_id, request.upload_id);
  if (upload.submission_id === submission.id) return submission;
  if (upload.submission_id !== null) throw alreadyUsed(upload);
  const job = await work.tables.jobs.get(submission.job_id);
  if (job === undefined) throw notFound('job', submission.job_id);
  const retried = await handInAgain(work, job, submission, contentOf(upload, request));
  await noteUse(work, worker, upload, submission.id, request);
  return retried;
}

async function requireUpload(
  work: Work,
  worker: WorkerRecord,
  jobId: string,
  id: string,
): Promise<UploadRecord> {
  const upload = await findUpload(work, worker.id, id);
  if (upload.job_id !== jobId) throw notFound('upload', id);
  if (upload.status === 'receiving') {
    const message = `Upload ${id} has ${upload.received_bytes} of ${counted(upload.size_bytes, 'byte')}`;
    throw new ApiError('conflict', message, {
      details: [{ field: 'upload_id', message: 'incomplete' }],
    });
  }
  return upload;
}

async function submissionOf({ tables }: Work, id: string): Promise<SubmissionRecord> {
  const submission = await tables.submissions.get(id);
  if (submission === undefined) throw notFound('submission', id);
  return submission;
}

function contentOf(upload: UploadRecord, { capture }: SubmitFileRequest): PersonsUpload {
  if (upload.content_key === null) throw new Error(`Upload ${upload.id} has no content`);
  const { captured_at, position } = capture;
  return {
    content_key: upload.content_key,
    content_type: upload.content_type,
    size_bytes: upload.size_bytes,
    width: upload.width,
    height: upload.height,
    duration_seconds: upload.duration_seconds,
    content_hash: upload.sha256,
    captured_at: captured_at === undefined ? null : instantOf(captured_at),
    position: position ?? null,
  };
}

/** Until the upload expires, handing it in again leads to the submission. */
async function noteUse(
  { tables }: Work,
  worker: WorkerRecord,
  upload: UploadRecord,
  submission_id: string,
  { capture }: SubmitFileRequest,
): Promise<void> {
  await tables.uploads.update({ ...upload, status: 'used', submission_id });
  const account = await tables.worker_accounts.get(worker.id);
  if (capture.device === undefined || account === undefined) return;
  await tables.worker_accounts.update({ ...account, device_info: capture.device });
}

function alreadyUsed({ id, submission_id }: UploadRecord): ApiError {
  return new ApiError('conflict', `Upload ${id} was already submitted as ${submission_id}`);
}
