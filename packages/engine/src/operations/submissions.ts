import type {
  GetJobSubmissionsQuery,
  GetSubmissionSummaryQuery,
  ListSubmissionsQuery,
  SubmissionSummary,
} from '@firsthandapi/spec';
import { notFound } from '../errors/api-error.ts';
import { type DateWindow, dateWindow } from '../lists/date-window.ts';
import { listPage } from '../lists/pagination.ts';
import { walkRows } from '../store/rows.ts';
import { isVisible, scopeOf } from '../store/scope.ts';
import { presentSubmission } from '../submissions/present-submission.ts';
import {
  type SummarizedSubmission,
  summarizeSubmissions,
} from '../submissions/submission-summary.ts';
import { timestamp } from '../time/timestamp.ts';
import type { Call } from '../work/call.ts';
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
  const window = dateWindow(call.query, call.now);
  const body: SubmissionSummary = {
    object: 'submission_summary',
    job_id: job_id ?? null,
    start_date: timestamp(window.from),
    end_date: timestamp(window.to),
    ...summarizeSubmissions(await submissionsWithin(call, window, job_id)),
  };
  return { status: 200, body };
};

async function submissionsWithin(
  call: Call,
  { from, to }: DateWindow,
  job_id: string | undefined,
): Promise<readonly SummarizedSubmission[]> {
  const found: SummarizedSubmission[] = [];
  const jobCreatedAt = new Map<string, number>();
  const rows = walkRows(call.tables.submissions, {
    where: { ...scopeOf(call), ...(job_id && { job_id }) },
    atLeast: { submitted_at: from },
    below: { submitted_at: to },
  });
  for await (const { job_id, status, ai_star_rating, scored_at, submitted_at } of rows) {
    const known = jobCreatedAt.get(job_id);
    const job_created_at =
      known ?? (await call.tables.jobs.get(job_id))?.created_at ?? submitted_at;
    if (known === undefined) jobCreatedAt.set(job_id, job_created_at);
    found.push({ status, ai_star_rating, scored_at, job_created_at });
  }
  return found;
}
