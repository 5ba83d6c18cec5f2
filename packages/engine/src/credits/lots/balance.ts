import type { CreditBalance } from '@firsthandapi/spec';
import type { CreditLotRecord } from '../../store/records.ts';
import { listAll } from '../../store/rows.ts';
import type { Tables } from '../../store/store.ts';
import type { Instant } from '../../time/instant.ts';
import { timestamp } from '../../time/timestamp.ts';
import { readDebt } from './debts.ts';
import { inSpendingOrder, remainingIn } from './lot-allocation.ts';

/** An organization's credits in US cents: available, held by its live jobs, and owed after refunds and disputes. */
export interface Balance {
  readonly available_cents: number;
  readonly held_cents: number;
  readonly owed_cents: number;
}

/** Returns the lots with credits left, soonest-expiring first. */
export async function listOpenLots(
  tables: Tables,
  organizationId: string,
): Promise<readonly CreditLotRecord[]> {
  const where = { organization_id: organizationId, status: 'open' } as const;
  return inSpendingOrder(await listAll(tables.credit_lots, where));
}

/**
 * Returns the ledger's balance, read from open lots and holds instead of summing up history. It includes lots whose
 * expiry is due but not yet recorded, which keeps available + held = Σ transactions at every moment; spending skips
 * such lots.
 */
export async function readBalance(tables: Tables, organizationId: string): Promise<Balance> {
  const lots = await listOpenLots(tables, organizationId);
  const holds = await listAll(tables.credit_holds, { organization_id: organizationId });
  return {
    available_cents: remainingIn(lots),
    held_cents: holds.reduce((sum, hold) => sum + hold.held_cents, 0),
    owed_cents: await readDebt(tables, organizationId),
  };
}

/** Returns the balance as clients see it. */
export function presentBalance(balance: Balance, updatedAt: Instant): CreditBalance {
  const { available_cents, held_cents, owed_cents } = balance;
  return {
    object: 'credit_balance',
    available_cents,
    held_cents,
    total_cents: available_cents + held_cents,
    ...(owed_cents > 0 && { owed_cents }),
    currency: 'usd',
    updated_at: timestamp(updatedAt),
  };
}
