import type { CreditReversalRecord } from '../../store/records.ts';
import { listAll } from '../../store/rows.ts';
import type { Tables } from '../../store/store.ts';

/** Returns what an organization owes after refunds and disputes, in US cents (contract §5). */
export async function readDebt(tables: Tables, organizationId: string): Promise<number> {
  const debts = await listDebts(tables, organizationId);
  return debts.reduce((sum, { owed_cents }) => sum + owed_cents, 0);
}

/** Returns the reversals that are not settled yet, oldest purchase first. */
export function listDebts(
  tables: Tables,
  organizationId: string,
): Promise<readonly CreditReversalRecord[]> {
  return listAll(tables.credit_reversals, { organization_id: organizationId, status: 'owed' });
}

/** Returns the reversal with another debt. */
export function withOwed(
  reversal: CreditReversalRecord,
  owedCents: number,
  now: number,
): CreditReversalRecord {
  const status = owedCents > 0 ? 'owed' : 'settled';
  return { ...reversal, status, owed_cents: owedCents, updated_at: now };
}
