import type {
  GetJobSubmissionsQuery,
  GetSubmissionSummaryQuery,
  ListSubmissionsQuery,
  SubmissionSummary,
} from '@firsthandapi/spec';
import { notFound } from '../errors/api-error.ts';
import { dateWindow } from '../lists/date-window.ts';
import { listPage } from '../lists/pagination.ts';
import { isVisible, scopeOf } from '../store/scope.ts';
import { presentSubmission } from '../submissions/present-submission.ts';
import { presentSubmissionTotals } from '../submissions/submission-summary.ts';
import { timestamp } from '../time/timestamp.ts';
import { findJob } from './jobs.ts';
import type { Operation } from './operation.ts';

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
  const query = { where, atLeast, below: { submitted_at: to } };
  return listPage(call, call.tables.submissions, query, (submission) =>
    presentSubmission(call, submission),
  );
};

/** A `job_id` that matches nothing gives zeros, like any filter, and not a 404. */
export const getSubmissionSummary: Operation<unknown, GetSubmissionSummaryQuery> = async (call) => {
  const { job_id } = call.query;
  const { from, to } = dateWindow(call.query, call.now);
  const filter = { scope: scopeOf(call), from, to };
  const totals = await call.tables.summaries.submissions(filter, job_id);
  const body: SubmissionSummary = {
    object: 'submission_summary',
    job_id: job_id ?? null,
    start_date: timestamp(from),
    end_date: timestamp(to),
    ...presentSubmissionTotals(totals),
  };
  return { status: 200, body };
};
