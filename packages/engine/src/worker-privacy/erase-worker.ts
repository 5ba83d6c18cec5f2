import { deleteContent } from '../files/delete-content.ts';
import { previewKey } from '../files/submission-preview.ts';
import { deleteUpload } from '../people/uploads.ts';
import type { ErasureSteps } from '../privacy/run-erasure.ts';
import { withoutContent } from '../retention/purge-job.ts';
import type { DeviceInfo, SubmissionRecord } from '../store/records.ts';
import { rowsUntilGone, walkRows } from '../store/rows.ts';
import type { Work } from '../work/work.ts';

const NO_DEVICE: DeviceInfo = { device_model: '', device_os: '', app_version: '' };

/**
 * Erases what is held on a worker. Approved files stay with their buyers, without where they were taken, region and device;
 * the ledger stays under the worker's id, which leads to nobody.
 */
export const eraseWorker: ErasureSteps = async function* (work, { target: { id } }) {
  yield* eraseUploads(work, id);
  yield* eraseSubmissions(work, id);
  yield* eraseOwned(work, id);
  yield* eraseAccount(work, id);
};

async function* eraseUploads(work: Work, organization_id: string): AsyncGenerator<string> {
  const { uploads } = work.tables;
  for await (const upload of rowsUntilGone(uploads, { where: { organization_id } })) {
    if (upload.status === 'used') await uploads.delete(upload.id);
    else await deleteUpload(work, upload);
    yield 'uploads';
  }
}

async function* eraseSubmissions(work: Work, worker_id: string): AsyncGenerator<string> {
  for await (const submission of walkRows(work.tables.submissions, { where: { worker_id } })) {
    yield* eraseAttempts(work, submission);
    if (submission.status === 'approved') yield* anonymiseFiles(work, submission);
    else if (submission.purged_at === null) yield* eraseContent(work, submission);
  }
}

async function* eraseAttempts(
  work: Work,
  { id: submission_id }: SubmissionRecord,
): AsyncGenerator<string> {
  const { submission_attempts } = work.tables;
  for await (const attempt of rowsUntilGone(submission_attempts, { where: { submission_id } })) {
    await deleteContent(work, attempt.content_key);
    await submission_attempts.delete(attempt.id);
    yield 'submission_attempts';
  }
}

async function* eraseContent(work: Work, submission: SubmissionRecord): AsyncGenerator<string> {
  const { assessments, submissions } = work.tables;
  const own = { where: { submission_id: submission.id } };
  for await (const assessment of rowsUntilGone(assessments, own)) {
    await deleteContent(work, previewKey(assessment.id));
    await assessments.delete(assessment.id);
    yield 'assessments';
  }
  await deleteContent(work, submission.content_key);
  await submissions.update(withoutContent(submission, work.now));
  yield 'submissions';
}

/** A file that says nothing of the worker any more is passed over, so that it is counted once. */
async function* anonymiseFiles(work: Work, submission: SubmissionRecord): AsyncGenerator<string> {
  const { files, submissions } = work.tables;
  if (submission.position !== null) await submissions.update({ ...submission, position: null });
  for await (const file of walkRows(files, { where: { submission_id: submission.id } })) {
    const { worker_region, device_info } = file;
    if (worker_region === null && Object.values(device_info).every((text) => text === '')) continue;
    await files.update({ ...file, worker_region: null, device_info: NO_DEVICE });
    yield 'files';
  }
}

/** Erases the records that the worker owns, of each table in its own category. */
async function* eraseOwned(work: Work, organization_id: string): AsyncGenerator<string> {
  const { data_exports, api_keys, passkeys, appeals, consents } = work.tables;
  const { quota_usage, usage_records, audit_events, idempotency } = work.tables;
  const where = { organization_id };
  const live = { organization_id, environment: 'live' as const };
  for await (const { id, content_key } of rowsUntilGone(data_exports, { where })) {
    await deleteContent(work, content_key);
    await data_exports.delete(id);
    yield 'data_exports';
  }
  for (const [category, table, query] of [
    ['sessions', api_keys, where],
    ['passkeys', passkeys, where],
    ['appeals', appeals, where],
    ['consents', consents, where],
    ['quotas', quota_usage, live],
    ['usage', usage_records, live],
    ['audit_log', audit_events, live],
    ['idempotency_keys', idempotency, live],
  ] as const) {
    for await (const { id } of rowsUntilGone(table as typeof appeals, { where: query })) {
      await table.delete(id);
      yield category;
    }
  }
}

/** The data key is destroyed with the row that owns it, which is why this comes last. */
async function* eraseAccount(work: Work, id: string): AsyncGenerator<string> {
  const { worker_accounts, workers, organizations } = work.tables;
  const [account, worker, owner] = [
    await worker_accounts.get(id),
    await workers.get(id),
    await organizations.get(id),
  ];
  if (account !== undefined) await worker_accounts.delete(id);
  if (worker !== undefined) {
    await workers.update({
      ...worker,
      region: null,
      device_info: NO_DEVICE,
      strikes: 0,
      trust: {},
      suspension: null,
      lease_expiries: [],
    });
  }
  if (owner === undefined || owner.erased_at !== null) return;
  await organizations.update({
    ...owner,
    name: '[erased]',
    email: `${id}@erased.invalid`,
    updated_at: work.now,
    erased_at: work.now,
  });
  yield 'worker';
}
