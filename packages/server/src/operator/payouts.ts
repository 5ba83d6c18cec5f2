import {
  type PayoutOutcome,
  type PayoutRecord,
  recordOperatorAudit,
  settlePayout,
  type Work,
} from '@firsthandapi/engine';
import { addressOf } from '@firsthandapi/engine/people';
import type { Configuration } from '../configuration.ts';
import { type Arguments, argumentsOf, oneOf, required } from './arguments.ts';
import { changeAsOperator, readAsOperator } from './operator-work.ts';
import { csvOf, printRows, type Row, timeOf } from './print-rows.ts';
import { UsageError } from './usage-error.ts';

const PAYOUTS_FORM =
  'payouts [list [--status requested|paid|returned]] | payouts export | payouts paid <payout> --reference <text> --by <person> | payouts returned <payout> --by <person>; with --json for programs';
const STATUSES = ['requested', 'paid', 'returned'] as const;
const MOST_SHOWN = 10_000;
const COLUMNS = ['payout_id', 'worker_id', 'email', 'amount_cents', 'currency', 'requested_at'];

/** Lists payouts, exports those that are to be paid as CSV, or notes how one ended. */
export async function payoutsCommand(
  configuration: Configuration,
  parameters: readonly string[],
): Promise<string> {
  const given = argumentsOf(parameters, ['status', 'reference', 'by'], PAYOUTS_FORM);
  const [action = 'list', payout, ...rest] = given.words;
  if (action === 'list' && payout === undefined) return list(configuration, given);
  if (action === 'export' && payout === undefined) {
    return csvOf(COLUMNS, await rowsOf(configuration, 'requested'));
  }
  if (rest.length > 0 || payout === undefined) throw new UsageError(PAYOUTS_FORM);
  const status = oneOf(action, ['paid', 'returned'], 'What became of a payout');
  const outcome: PayoutOutcome =
    status === 'paid'
      ? { status, reference: required(given, 'reference', PAYOUTS_FORM) }
      : { status };
  return settle(configuration, given, payout, outcome);
}

async function list(configuration: Configuration, given: Arguments): Promise<string> {
  const status = oneOf(given.options.status ?? 'requested', STATUSES, '--status');
  return printRows(await rowsOf(configuration, status), given.isJson, `No payout is ${status}.`);
}

async function settle(
  configuration: Configuration,
  given: Arguments,
  payoutId: string,
  outcome: PayoutOutcome,
): Promise<string> {
  const by = required(given, 'by', PAYOUTS_FORM);
  const row = await changeAsOperator(configuration, async (work) => {
    const before = await work.tables.payouts.get(payoutId);
    const payout = await settlePayout(work, payoutId, outcome);
    if (before?.status !== payout.status) {
      const resource = { type: 'payout', id: payout.id };
      await recordOperatorAudit(work, payout.worker_id, by, `payout.${payout.status}`, resource);
    }
    return rowOf(work, payout);
  });
  return printRows([row], given.isJson, '');
}

function rowsOf(configuration: Configuration, status: PayoutRecord['status']): Promise<Row[]> {
  return readAsOperator(configuration, async (work) => {
    const query = { where: { status }, order: 'oldest' as const, limit: MOST_SHOWN };
    const payouts = await work.tables.payouts.list(query);
    return Promise.all(payouts.map((payout) => rowOf(work, payout)));
  });
}

async function rowOf(work: Work, payout: PayoutRecord): Promise<Row> {
  return {
    payout_id: payout.id,
    status: payout.status,
    worker_id: payout.worker_id,
    email: await addressOf(work, payout.worker_id),
    amount_cents: payout.amount_cents,
    currency: 'usd',
    requested_at: timeOf(payout.created_at),
    settled_at: timeOf(payout.settled_at),
    reference: payout.reference,
  };
}
