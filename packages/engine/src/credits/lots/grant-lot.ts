import type { CreditLotRecord, CreditTransactionRecord } from '../../store/records.ts';
import type { Work } from '../../work/work.ts';
import { recordTransaction } from '../ledger/ledger.ts';
import { grantMovement, type TransactionMovement } from '../ledger/movements.ts';
import { lotExpiresAt, lotWarningAt } from './lot-expiry.ts';
import { settleDebts } from './settle-debts.ts';

/** The kind of task that warns before a lot expires; its subject is the lot. */
export const WARN_LOT_TASK = 'credits.warn_lot';
/** The kind of task that expires a lot; its subject is the lot. */
export const EXPIRE_LOT_TASK = 'credits.expire_lot';

/** Credits to grant. */
export interface Grant {
  readonly source: CreditLotRecord['source'];
  /** The movement that brings them. Default: they are new, with a transaction named for the source. */
  readonly movement?: TransactionMovement;
  /** At least 1. */
  readonly amount_cents: number;
  /** Shown to the customer in the list of transactions. */
  readonly description: string;
}

/**
 * Adds a lot with its transaction, and schedules its expiry warning and its expiry. What the organization owes is settled
 * at once. Returns the grant's transaction.
 */
export async function grantLot(
  work: Work,
  organizationId: string,
  grant: Grant,
): Promise<CreditTransactionRecord> {
  const { movement = grantMovement(grant.source, grant.amount_cents, grant.description) } = grant;
  if (!Number.isInteger(grant.amount_cents) || grant.amount_cents < 1) {
    throw new Error(`A grant must be a positive integer of cents, not ${grant.amount_cents}`);
  }
  const lot: CreditLotRecord = {
    id: work.ports.ids.next('crlt', work.now),
    organization_id: organizationId,
    status: 'open',
    source: grant.source,
    amount_cents: grant.amount_cents,
    remaining_cents: grant.amount_cents,
    expires_at: lotExpiresAt(work.now),
    warned_at: null,
    created_at: work.now,
  };
  await work.tables.credit_lots.insert(lot);
  await scheduleLotTask(work, lot, WARN_LOT_TASK, lotWarningAt(lot.expires_at));
  await scheduleLotTask(work, lot, EXPIRE_LOT_TASK, lot.expires_at);
  const transaction = await recordTransaction(work, organizationId, movement);
  await settleDebts(work, organizationId);
  return transaction;
}

async function scheduleLotTask(
  work: Work,
  lot: CreditLotRecord,
  kind: string,
  dueAt: number,
): Promise<void> {
  await work.tables.tasks.schedule({
    id: `${kind}:${lot.id}`,
    due_at: dueAt,
    kind,
    subject: lot.id,
    data: { organization_id: lot.organization_id },
  });
}
