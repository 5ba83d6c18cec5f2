import type { Work } from '../../work/work.ts';
import { recordTransaction } from '../ledger/ledger.ts';
import { settlementMovement } from '../ledger/movements.ts';
import { listDebts, withOwed } from './debts.ts';
import { spendableLots } from './expire-lot.ts';
import { remainingIn, takeLastFromLots } from './lot-allocation.ts';

/**
 * Pays what is owed from available credits. Called whenever credits become available, so that an organization that owes
 * has none to spend (contract §5).
 */
export async function settleDebts(work: Work, organizationId: string): Promise<void> {
  for (const debt of await listDebts(work.tables, organizationId)) {
    const lots = await spendableLots(work, organizationId);
    const cents = Math.min(debt.owed_cents, remainingIn(lots));
    if (cents === 0) return;
    for (const lot of takeLastFromLots(lots, cents).lots) await work.tables.credit_lots.update(lot);
    await recordTransaction(work, organizationId, settlementMovement(cents));
    await work.tables.credit_reversals.update(withOwed(debt, debt.owed_cents - cents, work.now));
  }
}
