import type { FileAnnotations } from '@firsthandapi/spec';
import type { FileRecord, SubmissionRecord, WorkerRecord } from '../store/records.ts';
import { scopeOf } from '../store/scope.ts';
import type { Work } from '../work/work.ts';
import { URL_VALID_MS } from './signed-url.ts';

/** Creates the immutable file of an approved submission (contract §4). */
export async function createFile(
  work: Work,
  submission: SubmissionRecord,
  annotations: FileAnnotations | null,
): Promise<FileRecord> {
  const worker = await work.tables.workers.get(submission.worker_id);
  if (worker === undefined || submission.ai_star_rating === null) {
    throw new Error(`Submission ${submission.id} has no worker or no rating`);
  }
  const file: FileRecord = {
    ...scopeOf(submission),
    id: work.ports.ids.next('file', work.now),
    job_id: submission.job_id,
    submission_id: submission.id,
    content_key: submission.content_key,
    content_type: submission.content_type,
    size_bytes: submission.size_bytes,
    duration_seconds: submission.duration_seconds,
    width: submission.width,
    height: submission.height,
    content_hash: submission.content_hash,
    captured_at: submission.captured_at,
    ai_star_rating: submission.ai_star_rating,
    ...(await originOf(work, worker)),
    annotations,
    url_expires_at: work.now + URL_VALID_MS,
    created_at: work.now,
  };
  await work.tables.files.insert(file);
  return file;
}

/** What buyers see of who made a file. A person's is sealed under a key of their own, apart from their record. */
async function originOf(
  { tables }: Work,
  { id, simulated, region, device_info }: WorkerRecord,
): Promise<Pick<FileRecord, 'device_info' | 'worker_region'>> {
  const account = simulated ? undefined : await tables.worker_accounts.get(id);
  if (account === undefined) return { device_info, worker_region: region };
  return { device_info: account.device_info, worker_region: account.region };
}
