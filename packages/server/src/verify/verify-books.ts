import type { SqlRow } from '../storage/sql/session.ts';
import type { SqlStore } from '../storage/sql/sql-store.ts';
import type { Finding, Problem } from './finding.ts';

const sumOf = (column: string, table: string, where = '') =>
  `(SELECT coalesce(sum(${column}), 0) FROM ${table} WHERE organization_id = o.id ${where})`;
const entries = (account: string) =>
  sumOf('amount_cents', 'ledger_entries', `AND account = '${account}'`);
const balance = (account: string) =>
  sumOf('balance_cents', 'account_balances', `AND account = '${account}'`);

/** One statement, so that concurrent commits are seen as a whole. */
const BOOKS = `SELECT
  ${sumOf('remaining_cents', 'credit_lots')} AS lots,
  ${sumOf('held_cents', 'credit_holds')} AS holds,
  ${sumOf('owed_cents', 'credit_reversals')} AS owed,
  ${sumOf('amount_cents', 'credit_transactions')} AS transactions,
  ${sumOf('amount_cents', 'ledger_entries')} AS entries_sum,
  ${entries('available')} AS available_entries,
  ${entries('held')} AS held_entries,
  ${entries('receivable')} AS receivable_entries,
  ${sumOf('balance_cents', 'account_balances')} AS balances_sum,
  ${balance('available')} AS available_balance,
  ${balance('held')} AS held_balance,
  ${balance('receivable')} AS receivable_balance,
  ${entries('worker_payable')} AS payable_entries,
  ${sumOf('amount_cents', 'worker_entries', "AND account = 'payable'")} AS earned_entries,
  (SELECT count(*) FROM (SELECT movement_id FROM ledger_entries WHERE organization_id = o.id
    GROUP BY movement_id HAVING sum(amount_cents) <> 0) AS broken) AS broken_movements
  FROM organizations o WHERE o.id = ?`;

/** Checks that an organization's lots, holds, debts, transactions, ledger and balances agree (contract §5). */
export async function verifyBooks(store: SqlStore, organizationId: string): Promise<Finding> {
  const [row] = await store.readSql((session) => session.scan(BOOKS, [organizationId]));
  return { check: 'books', problems: row === undefined ? [] : problemsOf(organizationId, row) };
}

function problemsOf(subject: string, row: SqlRow): readonly Problem[] {
  const cents = (name: string) => Number(row[name] ?? 0);
  const rules: readonly (readonly [string, number, string, number])[] = [
    ['the lots', cents('lots'), 'the available entries', cents('available_entries')],
    ['the holds', cents('holds'), 'the held entries', cents('held_entries')],
    ['the debts', -cents('owed'), 'the receivable entries', cents('receivable_entries')],
    [
      'the available balance',
      cents('available_balance'),
      'its entries',
      cents('available_entries'),
    ],
    ['the held balance', cents('held_balance'), 'its entries', cents('held_entries')],
    [
      'the receivable balance',
      cents('receivable_balance'),
      'its entries',
      cents('receivable_entries'),
    ],
    [
      'the transactions',
      cents('transactions'),
      'available plus held',
      cents('available_entries') + cents('held_entries'),
    ],
    [
      'what workers have earned',
      -cents('earned_entries'),
      'the payable entries',
      cents('payable_entries'),
    ],
    ['the ledger', cents('entries_sum'), 'zero', 0],
    ['the balances', cents('balances_sum'), 'zero', 0],
    ['the movements that do not add up to zero', cents('broken_movements'), 'none', 0],
  ];
  return rules
    .filter(([, found, , expected]) => found !== expected)
    .map(([what, found, standard, expected]) => ({
      check: 'books',
      subject,
      message: `${what}: ${found}, but ${standard}: ${expected}`,
    }));
}
