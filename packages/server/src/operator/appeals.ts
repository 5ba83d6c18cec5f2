import type { AppealRecord, Work } from '@firsthandapi/engine';
import { decideAppeal } from '@firsthandapi/engine/people';
import type { Configuration } from '../configuration.ts';
import { type Arguments, argumentsOf, oneOf, required } from './arguments.ts';
import { changeAsOperator, readAsOperator } from './operator-work.ts';
import { printRows, type Row, timeOf } from './print-rows.ts';
import { UsageError } from './usage-error.ts';

const APPEALS_FORM =
  'appeals [list [--status open|upheld|overturned]] | appeals decide <submission> upheld|overturned --by <person> --answer <text>; with --json for programs';
const STATUSES = ['open', 'upheld', 'overturned'] as const;
const MOST_SHOWN = 200;

/** Lists appeals, those that are due first, or decides one. */
export async function appealsCommand(
  configuration: Configuration,
  parameters: readonly string[],
): Promise<string> {
  const given = argumentsOf(parameters, ['status', 'by', 'answer'], APPEALS_FORM);
  const [action = 'list', ...rest] = given.words;
  if (action === 'list' && rest.length === 0) return list(configuration, given);
  if (action === 'decide' && rest.length === 2) return decide(configuration, given, rest);
  throw new UsageError(APPEALS_FORM);
}

async function list(configuration: Configuration, given: Arguments): Promise<string> {
  const status = oneOf(given.options.status ?? 'open', STATUSES, '--status');
  const rows = await readAsOperator(configuration, async (work) => {
    const query = { where: { status }, order: 'oldest' as const, limit: MOST_SHOWN };
    const appeals = await work.tables.appeals.list(query);
    return Promise.all(appeals.map((appeal) => rowOf(work, appeal)));
  });
  return printRows(rows, given.isJson, `No appeal is ${status}.`);
}

async function decide(
  configuration: Configuration,
  given: Arguments,
  [submission = '', word]: readonly string[],
): Promise<string> {
  const outcome = oneOf(word, ['upheld', 'overturned'], 'The decision');
  const by = required(given, 'by', APPEALS_FORM);
  const answer = required(given, 'answer', APPEALS_FORM);
  const row = await changeAsOperator(configuration, async (work) =>
    rowOf(work, await decideAppeal(work, submission, { by, outcome, answer })),
  );
  return printRows([row], given.isJson, '');
}

async function rowOf({ tables }: Work, appeal: AppealRecord): Promise<Row> {
  const submission = await tables.submissions.get(appeal.id);
  const job = await tables.jobs.get(appeal.job_id);
  return {
    submission_id: appeal.id,
    status: appeal.status,
    answer_due_at: timeOf(appeal.due_at),
    worker_id: appeal.organization_id,
    job_id: appeal.job_id,
    job_description: job?.description ?? null,
    rejection_code: submission?.rejection_code ?? null,
    stars: submission?.ai_star_rating ?? null,
    reasoning: submission?.ai_reasoning ?? null,
    appeal: appeal.text,
    answer: appeal.answer,
    decided_by: appeal.decided_by,
  };
}
