import { type AssessmentRecord, reviewSubmission, type Work } from '@firsthandapi/engine';
import type { Configuration } from '../configuration.ts';
import { type Arguments, argumentsOf, required } from './arguments.ts';
import { changeAsOperator, readAsOperator } from './operator-work.ts';
import { printRows, type Row, timeOf } from './print-rows.ts';
import { UsageError } from './usage-error.ts';

const REVIEWS_FORM =
  'reviews [list] | reviews decide <submission> --stars <1-5> --by <person> --reason <text>; with --json for programs';
const MOST_SHOWN = 200;

/** Lists submissions that wait for a person, or rates one. */
export async function reviewsCommand(
  configuration: Configuration,
  parameters: readonly string[],
): Promise<string> {
  const given = argumentsOf(parameters, ['stars', 'by', 'reason'], REVIEWS_FORM);
  const [action = 'list', submission, ...rest] = given.words;
  if (action === 'list' && submission === undefined) return list(configuration, given);
  if (action === 'decide' && submission !== undefined && rest.length === 0) {
    return decide(configuration, given, submission);
  }
  throw new UsageError(REVIEWS_FORM);
}

async function list(configuration: Configuration, given: Arguments): Promise<string> {
  const rows = await readAsOperator(configuration, async (work) => {
    const query = { where: { outcome: 'needs_review' as const }, limit: MOST_SHOWN };
    const held = await work.tables.assessments.list(query);
    const found = await Promise.all(held.map((assessment) => rowOf(work, assessment)));
    return found.filter((row) => row !== undefined);
  });
  return printRows(rows, given.isJson, 'No submission waits for a person.');
}

async function decide(
  configuration: Configuration,
  given: Arguments,
  submission: string,
): Promise<string> {
  const stars = Number(required(given, 'stars', REVIEWS_FORM));
  if (![1, 2, 3, 4, 5].includes(stars)) throw new UsageError('--stars must be from 1 to 5');
  const reviewer_id = required(given, 'by', REVIEWS_FORM);
  const reasoning = required(given, 'reason', REVIEWS_FORM);
  const score = { relevance: stars, quality: stars, completeness: stars, reasoning };
  const { id, status, ai_star_rating } = await changeAsOperator(configuration, (work) =>
    reviewSubmission(work, submission, { reviewer_id, score }),
  );
  return printRows([{ submission_id: id, status, stars: ai_star_rating }], given.isJson, '');
}

/** Returns what is known of a submission, or undefined when it waits no longer. */
async function rowOf({ tables }: Work, assessment: AssessmentRecord): Promise<Row | undefined> {
  const { submission_id, attempt, reasoning, dimensions } = assessment;
  const submission = await tables.submissions.get(submission_id);
  if (submission?.status !== 'pending_score' || submission.attempt !== attempt) return undefined;
  const job = await tables.jobs.get(submission.job_id);
  return {
    submission_id,
    waits_since: timeOf(submission.submitted_at),
    job_id: submission.job_id,
    job_description: job?.description ?? null,
    scoring_criteria: job?.scoring_criteria ?? null,
    content_type: submission.content_type,
    size_bytes: submission.size_bytes,
    provisional: dimensions === null ? null : Object.values(dimensions).join('/'),
    reasoning,
  };
}
