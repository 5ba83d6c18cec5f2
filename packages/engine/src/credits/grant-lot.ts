import type { Work } from '../call.ts';
import type { CreditLotRecord, CreditTransactionRecord } from '../records.ts';
import { recordTransaction } from './ledger.ts';
import { lotExpiresAt, lotWarningAt } from './lot-expiry.ts';
import { grantMovement } from './movements.ts';

/** Credits to give. */
export interface Grant {
  readonly source: CreditLotRecord['source'];
  /** At least 1. */
  readonly amount_cents: number;
  /** What the customer reads in the list of transactions. */
  readonly description: string;
}

/** Adds a lot with its transaction, and schedules its warning and its expiry. */
export async function grantLot(
  work: Work,
  organizationId: string,
  grant: Grant,
): Promise<CreditTransactionRecord> {
  if (!Number.isInteger(grant.amount_cents) || grant.amount_cents < 1) {
    throw new Error(`A grant is a whole number of cents from 1, not ${grant.amount_cents}`);
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
  await scheduleLotTask(work, lot, 'credits.warn_lot', lotWarningAt(lot.expires_at));
  await scheduleLotTask(work, lot, 'credits.expire_lot', lot.expires_at);
  const movement = grantMovement(grant.source, grant.amount_cents, grant.description);
  return recordTransaction(work, organizationId, movement);
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
