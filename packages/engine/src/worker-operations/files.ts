import type {
  AppealRequest,
  CreateUploadRequest,
  ListSubmissionsQuery,
  SubmitFileRequest,
} from '@firsthandapi/spec/worker';
import { notFound } from '../errors/api-error.ts';
import { listPage } from '../lists/pagination.ts';
import { appeal } from '../people/appeals.ts';
import { handInRetry, handInUpload } from '../people/hand-in-upload.ts';
import { presentResult } from '../people/present-result.ts';
import * as uploads from '../people/uploads.ts';
import { auditOwn } from '../people/worker-audit.ts';
import type { SubmissionRecord } from '../store/records.ts';
import type { WorkerCall } from '../work/worker-call.ts';
import type { WorkerOperation } from './worker-operation.ts';

export const createUpload: WorkerOperation<CreateUploadRequest> = async (call) => {
  const id = call.parameters.id ?? '';
  const job = await call.tables.jobs.get(id);
  if (job === undefined) throw notFound('job', id);
  const upload = await uploads.createUpload(call, job, call.worker, call.body);
  return { status: 201, body: uploads.presentUpload(call, upload) };
};

export const getUpload: WorkerOperation = async (call) => {
  const upload = await uploads.findUpload(call, call.worker.id, call.parameters.id ?? '');
  return { status: 200, body: uploads.presentUpload(call, upload) };
};

export const deleteUpload: WorkerOperation = async (call) => {
  const upload = await uploads.findUpload(call, call.worker.id, call.parameters.id ?? '');
  await uploads.deleteUpload(call, upload);
  return { status: 204 };
};

export const submitFile: WorkerOperation<SubmitFileRequest> = async (call) => {
  const submission = await handInUpload(call, call.worker, call.parameters.id ?? '', call.body);
  return { status: 201, body: await presentResult(call, submission) };
};

export const retrySubmission: WorkerOperation<SubmitFileRequest> = async (call) => {
  const retried = await handInRetry(call, call.worker, await findSubmission(call), call.body);
  return { status: 200, body: await presentResult(call, retried) };
};

export const listSubmissions: WorkerOperation<unknown, ListSubmissionsQuery> = (call) => {
  const { status } = call.query;
  const where = { worker_id: call.worker.id, ...(status && { status }) };
  return listPage(call, call.tables.submissions, { where }, (submission) =>
    presentResult(call, submission),
  );
};

export const getSubmission: WorkerOperation = async (call) => ({
  status: 200,
  body: await presentResult(call, await findSubmission(call)),
});

export const appealSubmission: WorkerOperation<AppealRequest> = async (call) => {
  const submission = await findSubmission(call);
  await appeal(call, call.worker, submission, call.body.text);
  await auditOwn(call, 'submission.appealed', { type: 'submission', id: submission.id });
  return { status: 200, body: await presentResult(call, submission) };
};

/** Returns the submission in the path. Throws 404 for one of another worker. */
async function findSubmission(call: WorkerCall): Promise<SubmissionRecord> {
  const id = call.parameters.id ?? '';
  const submission = await call.tables.submissions.get(id);
  if (submission?.worker_id !== call.worker.id) throw notFound('submission', id);
  return submission;
}
