import type { GetJobSubmissionsQuery, ListSubmissionsQuery } from '@firsthandapi/spec';
import type { Operation } from '../call.ts';
import { notFound, validationError } from '../errors.ts';
import { listPage } from '../pagination.ts';
import { isVisible, scopeOf } from '../scope.ts';
import { presentSubmission } from '../submissions/present-submission.ts';
import { instantOf } from '../timestamp.ts';
import { findJob } from './jobs.ts';

/** What a list without dates covers (contract §3). */
const DEFAULT_WINDOW_MS = 30 * 24 * 60 * 60 * 1_000;

export const getSubmission: Operation = async (call) => {
  const id = call.parameters.id ?? '';
  const submission = await call.tables.submissions.get(id);
  if (!isVisible(call, submission)) throw notFound('submission', id);
  return { status: 200, body: presentSubmission(call, submission) };
};

export const getJobSubmissions: Operation<unknown, GetJobSubmissionsQuery> = async (call) => {
  const job = await findJob(call);
  const { status } = call.query;
  const where = { job_id: job.id, ...(status && { status }) };
  return listPage(call, call.tables.submissions, { where }, (submission) =>
    presentSubmission(call, submission),
  );
};

export const listSubmissions: Operation<unknown, ListSubmissionsQuery> = (call) => {
  const { job_id, status, min_score } = call.query;
  const { from, to } = dateWindow(call.query, call.now);
  const where = { ...scopeOf(call), ...(job_id && { job_id }), ...(status && { status }) };
  const atLeast = { submitted_at: from, ...(min_score && { ai_star_rating: min_score }) };
  const query = { where, atLeast, ...(to !== undefined && { below: { submitted_at: to } }) };
  return listPage(call, call.tables.submissions, query, (submission) =>
    presentSubmission(call, submission),
  );
};

/** `start_date` (included) to `end_date` (excluded); without a start, the 30 days before the end. */
export function dateWindow(
  query: { readonly start_date?: string | undefined; readonly end_date?: string | undefined },
  now: number,
): { readonly from: number; readonly to: number | undefined } {
  const to = query.end_date === undefined ? undefined : instantOf(query.end_date);
  const from =
    query.start_date === undefined ? (to ?? now) - DEFAULT_WINDOW_MS : instantOf(query.start_date);
  if (to !== undefined && to < from) {
    throw validationError([{ field: 'end_date', message: 'must not lie before start_date' }]);
  }
  return { from, to };
}
