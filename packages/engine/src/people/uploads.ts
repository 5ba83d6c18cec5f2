import type { CreateUploadRequest, Upload as PresentedUpload } from '@firsthandapi/spec/worker';
import { ApiError, notFound } from '../errors/api-error.ts';
import { deleteContent } from '../files/delete-content.ts';
import { hasEnded } from '../jobs/job-status.ts';
import type { JobRecord, TaskRecord, UploadRecord, WorkerRecord } from '../store/records.ts';
import { retryEnd } from '../submissions/retry-expiry.ts';
import type { Instant } from '../time/instant.ts';
import { timestamp } from '../time/timestamp.ts';
import { possibleParts } from '../uploads/upload-parts.ts';
import { publicOrigin } from '../work/public-origin.ts';
import type { Work } from '../work/work.ts';

/** The kind of task that deletes an upload which was not submitted; its subject is the upload. */
export const UPLOAD_EXPIRE_TASK = 'upload.expire';

/** Where uploads are, below the service's origin. */
const UPLOADS_PATH = '/worker/v1/uploads';
/** Uploads of one worker for one job that are not submitted: more than any number of slots needs. */
const MOST_OPEN = 10;

/**
 * Announces a file of a worker for a job. Throws a conflict when they have nothing to submit for it, and 415 for a format
 * that the job does not accept.
 */
export async function createUpload(
  work: Work,
  job: JobRecord,
  worker: WorkerRecord,
  { content_type, size_bytes, sha256 }: CreateUploadRequest,
): Promise<UploadRecord> {
  if (!job.accepted_formats.includes(content_type)) {
    const message = `Job ${job.id} does not accept ${content_type}`;
    throw new ApiError('unsupported_media_type', message);
  }
  const expires_at = await requireRoom(work, job, worker);
  await requireFewOpen(work, job, worker);
  const upload: UploadRecord = {
    organization_id: worker.id,
    environment: 'live',
    id: work.ports.ids.next('upl', work.now),
    job_id: job.id,
    job_organization_id: job.organization_id,
    status: 'receiving',
    content_type,
    size_bytes,
    sha256,
    received_bytes: 0,
    parts: [],
    content_key: null,
    width: null,
    height: null,
    duration_seconds: null,
    submission_id: null,
    created_at: work.now,
    expires_at,
  };
  await work.tables.uploads.insert(upload);
  await scheduleExpiry(work, upload);
  return upload;
}

/** Returns an upload of the worker. Throws 404 for any other. */
export async function findUpload(
  { tables }: Pick<Work, 'tables'>,
  workerId: string,
  id: string,
): Promise<UploadRecord> {
  const upload = await tables.uploads.get(id);
  if (upload?.organization_id !== workerId) throw notFound('upload', id);
  return upload;
}

/** Deletes what has arrived of an upload. Throws a conflict when it was submitted: it belongs to the submission then. */
export async function deleteUpload(work: Work, upload: UploadRecord): Promise<void> {
  if (upload.status === 'used') {
    const message = `Upload ${upload.id} was submitted as ${upload.submission_id}`;
    throw new ApiError('conflict', message);
  }
  await deleteContent(work, upload.content_key);
  for (const key of possibleParts(upload)) await deleteContent(work, key);
  await work.tables.uploads.delete(upload.id);
}

/** Task `upload.expire`: deletes an upload that was not submitted in time. */
export async function expireUpload(work: Work, { subject }: TaskRecord): Promise<void> {
  const upload = await work.tables.uploads.get(subject);
  if (upload === undefined || upload.expires_at > work.now) return;
  if (upload.status === 'used') await work.tables.uploads.delete(upload.id);
  else await deleteUpload(work, upload);
}

export function presentUpload({ settings, now }: Work, upload: UploadRecord): PresentedUpload {
  const isExpired = upload.status !== 'used' && upload.expires_at <= now;
  return {
    object: 'upload',
    id: upload.id,
    job_id: upload.job_id,
    status: isExpired ? 'expired' : upload.status,
    content_type: upload.content_type as PresentedUpload['content_type'],
    size_bytes: upload.size_bytes,
    sha256: upload.sha256,
    received_bytes: upload.received_bytes,
    upload_url: `${publicOrigin(settings)}${UPLOADS_PATH}/${upload.id}/content`,
    created_at: timestamp(upload.created_at),
    expires_at: timestamp(upload.expires_at),
  };
}

/** Returns until when a file for this job can be submitted: the end of the lease, or of the time for a retry. */
async function requireRoom(
  { tables, now }: Work,
  job: JobRecord,
  { id: worker_id }: WorkerRecord,
): Promise<Instant> {
  const assignment = await tables.assignments.get(`${job.id}:${worker_id}`);
  if (assignment === undefined) throw notFound('assignment', job.id);
  const { slots, released, submitted, expires_at } = assignment;
  const ends: Instant[] = [];
  if (expires_at !== null && now < expires_at && slots > released + submitted) {
    ends.push(expires_at);
  }
  const where = { job_id: job.id, worker_id, status: 'retry_pending' as const };
  for (const submission of await tables.submissions.list({ where, limit: slots })) {
    ends.push(retryEnd(job, submission));
  }
  const end = Math.max(...ends);
  if (!hasEnded(job) && now < end) return end;
  throw new ApiError('conflict', `There is nothing to submit for job ${job.id}`, {
    details: [{ field: 'assignment', message: 'nothing_to_hand_in' }],
  });
}

async function requireFewOpen(
  { tables }: Work,
  job: JobRecord,
  { id: organization_id }: WorkerRecord,
): Promise<void> {
  const open: UploadRecord['status'][] = ['receiving', 'complete'];
  const where = { job_id: job.id, organization_id, status: open };
  if ((await tables.uploads.count({ where })) < MOST_OPEN) return;
  const message = `There are ${MOST_OPEN} uploads for job ${job.id} already; hand them in or delete them`;
  throw new ApiError('conflict', message);
}

function scheduleExpiry(work: Work, { id, expires_at }: UploadRecord): Promise<void> {
  return work.tables.tasks.schedule({
    id: `${UPLOAD_EXPIRE_TASK}:${id}`,
    due_at: expires_at,
    kind: UPLOAD_EXPIRE_TASK,
    subject: id,
    data: {},
  });
}
