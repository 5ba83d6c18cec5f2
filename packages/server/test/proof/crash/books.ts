import type { TestDatabase } from '../../../src/testing/databases.ts';

/** Queries that return no row on a consistent database, by the inconsistency. Run while no request is in flight. */
const UNSOUND = {
  'a movement of the ledger does not add up to zero':
    'SELECT movement_id FROM ledger_entries GROUP BY movement_id HAVING sum(amount_cents) <> 0',
  'a stored balance differs from its entries': `SELECT b.account FROM account_balances b WHERE b.balance_cents <> (
    SELECT coalesce(sum(e.amount_cents), 0) FROM ledger_entries e
    WHERE e.organization_id = b.organization_id AND e.account = b.account)`,
  'the available balance differs from the remaining lots': `SELECT b.balance_cents FROM account_balances b
    WHERE b.account = 'available' AND b.balance_cents <> (
      SELECT coalesce(sum(l.remaining_cents), 0) FROM credit_lots l WHERE l.organization_id = b.organization_id)`,
  'the held balance differs from the holds': `SELECT b.balance_cents FROM account_balances b
    WHERE b.account = 'held' AND b.balance_cents <> (
      SELECT coalesce(sum(h.held_cents), 0) FROM credit_holds h WHERE h.organization_id = b.organization_id)`,
  'available and held differ from the sum of the transactions': `SELECT o.id FROM organizations o WHERE
    (SELECT coalesce(sum(b.balance_cents), 0) FROM account_balances b
      WHERE b.organization_id = o.id AND b.account IN ('available', 'held')) <>
    (SELECT coalesce(sum(t.amount_cents), 0) FROM credit_transactions t WHERE t.organization_id = o.id)`,
  'a hold differs from the price of its live, unfinished job': `SELECT j.id FROM jobs j
    LEFT JOIN credit_holds h ON h.id = j.id
    WHERE j.environment = 'live' AND coalesce(h.held_cents, 0) <> CASE
      WHEN j.status IN ('completed', 'cancelled') THEN 0
      ELSE j.price_per_file_cents * (j.files_needed - j.files_approved) END`,
  'a paid purchase was granted more or less than once': `SELECT p.id FROM credit_purchases p
    WHERE p.status = 'paid' AND (
      SELECT count(*) FROM credit_purchases q WHERE q.organization_id = p.organization_id AND q.status = 'paid') <> (
      SELECT count(*) FROM credit_transactions t WHERE t.organization_id = p.organization_id AND t.type = 'purchase')`,
  'a cancelled job has none, or more than one, job.cancelled': `SELECT j.id FROM jobs j WHERE j.status = 'cancelled'
    AND (SELECT count(*) FROM events e WHERE e.job_id = j.id AND e.type = 'job.cancelled') <> 1`,
  'a completed job has none, or more than one, job.completed': `SELECT j.id FROM jobs j WHERE j.status = 'completed'
    AND (SELECT count(*) FROM events e WHERE e.job_id = j.id AND e.type = 'job.completed') <> 1`,
  'an event has no delivery though endpoints subscribe to all of them':
    'SELECT e.id FROM events e WHERE NOT EXISTS (SELECT 1 FROM deliveries d WHERE d.event_id = e.id)',
  'a pending delivery is never due, or one that has ended is': `SELECT d.id FROM deliveries d
    WHERE (d.status = 'pending') <> (d.next_attempt_at IS NOT NULL)`,
  'the status of an event is not that of its worst delivery': `SELECT e.id FROM events e
    WHERE EXISTS (SELECT 1 FROM deliveries d WHERE d.event_id = e.id) AND e.status <> CASE
      WHEN EXISTS (SELECT 1 FROM deliveries d WHERE d.event_id = e.id AND d.status = 'pending') THEN 'pending'
      WHEN EXISTS (SELECT 1 FROM deliveries d WHERE d.event_id = e.id AND d.status = 'failed') THEN 'failed'
      ELSE 'delivered' END`,
} as const;

/** Returns the inconsistencies of the database, one line each; empty when there are none. */
export async function problemsInBooks(database: TestDatabase): Promise<string[]> {
  const problems: string[] = [];
  for (const [problem, query] of Object.entries(UNSOUND)) {
    const rows = await database.execute(query);
    if (rows.length > 0) problems.push(`${problem}: ${JSON.stringify(rows.slice(0, 3))}`);
  }
  return problems;
}
