import type { CreditPurchaseRecord, CreditReversalRecord } from '../../store/records.ts';
import type { Work } from '../../work/work.ts';
import { recordTransaction, recordTransfer } from '../ledger/ledger.ts';
import { forgivenessMovement, restorationMovement, reversalMovement } from '../ledger/movements.ts';
import { withOwed } from '../lots/debts.ts';
import { spendableLots } from '../lots/expire-lot.ts';
import { grantLot } from '../lots/grant-lot.ts';
import { takeLastFromLots } from '../lots/lot-allocation.ts';
import { returnedCents } from './reversal-sources.ts';

/**
 * Brings the books to what the refunds and disputes of a paid purchase amount to, and returns the change: positive for
 * credits taken back, negative for credits returned. Does nothing when the books are there already, so that a report
 * counts once (contract §5).
 */
export async function bookReversal(work: Work, purchase: CreditPurchaseRecord): Promise<number> {
  const reversal = await work.tables.credit_reversals.get(purchase.id);
  if (reversal === undefined) return 0;
  const change = reversedCents(purchase, reversal) - reversal.reversed_cents;
  if (change > 0) await takeBack(work, purchase, reversal, change);
  if (change < 0) await giveBack(work, purchase, reversal, -change);
  return change;
}

/** The same share of the bonus as of the price, and never more than the pack. */
function reversedCents(
  { amount_cents, bonus_cents }: CreditPurchaseRecord,
  { sources }: CreditReversalRecord,
): number {
  const returned = Math.min(amount_cents, returnedCents(sources));
  return returned + Math.floor((bonus_cents * returned) / amount_cents);
}

async function takeBack(
  work: Work,
  purchase: CreditPurchaseRecord,
  reversal: CreditReversalRecord,
  cents: number,
): Promise<void> {
  const lots = await spendableLots(work, purchase.organization_id);
  const taken = takeLastFromLots(lots, cents);
  const takenCents = taken.allocations.reduce((sum, allocation) => sum + allocation.cents, 0);
  const owedCents = cents - takenCents;
  for (const lot of taken.lots) await work.tables.credit_lots.update(lot);
  const movement = reversalMovement(takenCents, owedCents, `Refund of ${packOf(purchase)}`);
  const record = takenCents > 0 ? recordTransaction : recordTransfer;
  await record(work, purchase.organization_id, movement);
  const changed = { ...reversal, reversed_cents: reversal.reversed_cents + cents };
  const owed = withOwed(changed, reversal.owed_cents + owedCents, work.now);
  await work.tables.credit_reversals.update(owed);
}

/** Credits that are owed are returned by no longer being owed. */
async function giveBack(
  work: Work,
  purchase: CreditPurchaseRecord,
  reversal: CreditReversalRecord,
  cents: number,
): Promise<void> {
  const { organization_id } = purchase;
  const forgiven = Math.min(cents, reversal.owed_cents);
  const changed = { ...reversal, reversed_cents: reversal.reversed_cents - cents };
  const owed = withOwed(changed, reversal.owed_cents - forgiven, work.now);
  await work.tables.credit_reversals.update(owed);
  if (forgiven > 0) await recordTransfer(work, organization_id, forgivenessMovement(forgiven));
  const returned = cents - forgiven;
  if (returned === 0) return;
  const description = `Returned credits of ${packOf(purchase)}`;
  await grantLot(work, organization_id, {
    source: 'purchase',
    amount_cents: returned,
    description,
    movement: restorationMovement(returned, description),
  });
}

function packOf({ amount_cents }: CreditPurchaseRecord): string {
  return `the $${amount_cents / 100} pack`;
}
