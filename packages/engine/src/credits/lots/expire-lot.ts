import type { CreditExpiration } from '@firsthandapi/spec';
import type { CreditLotRecord } from '../../store/records.ts';
import { timestamp } from '../../time/timestamp.ts';
import { emitEvent } from '../../webhooks/emit-event.ts';
import { certainTime } from '../../work/certain-time.ts';
import type { Work } from '../../work/work.ts';
import { creditScope } from '../ledger/credit-scope.ts';
import { recordTransaction } from '../ledger/ledger.ts';
import { expirationMovement } from '../ledger/movements.ts';
import { presentTransaction } from '../ledger/present-transaction.ts';
import { listOpenLots } from './balance.ts';
import { hasExpired } from './lot-allocation.ts';
import { lotWarningAt } from './lot-expiry.ts';

/** Expires what remains of a lot. Credits held by a job stay with the job until it releases them. */
export async function expireLot(work: Work, lot: CreditLotRecord): Promise<void> {
  await work.tables.credit_lots.update({ ...lot, status: 'expired', remaining_cents: 0 });
  if (lot.remaining_cents > 0) await recordExpiration(work, lot, lot.remaining_cents);
}

/** Removes expired credits from the balance and emits `credits.expired`. */
export async function recordExpiration(
  work: Work,
  lot: CreditLotRecord,
  cents: number,
): Promise<void> {
  const { organization_id } = lot;
  const transaction = await recordTransaction(
    work,
    organization_id,
    expirationMovement(lot, cents),
  );
  const scope = creditScope(organization_id);
  await emitEvent(work, scope, 'credits.expired', presentTransaction(transaction));
}

/** Expires the lots that are due and returns the others, in the given order. */
export async function expireDueLots(
  work: Work,
  lots: readonly CreditLotRecord[],
): Promise<readonly CreditLotRecord[]> {
  const now = certainTime(work.ports, work.now);
  for (const lot of lots) if (hasExpired(lot, now)) await expireLot(work, lot);
  return lots.filter((lot) => !hasExpired(lot, now));
}

/** Expires the organization's lots that are due, and returns the others that have credits left. */
export async function spendableLots(
  work: Work,
  organizationId: string,
): Promise<readonly CreditLotRecord[]> {
  return expireDueLots(work, await listOpenLots(work.tables, organizationId));
}

/** Emits `credits.expiring_soon`, once per lot, when it has credits left in its last 30 days (contract §5). */
export async function warnBeforeExpiry(work: Work, lot: CreditLotRecord): Promise<void> {
  const now = certainTime(work.ports, work.now);
  const isTime = now >= lotWarningAt(lot.expires_at) && !hasExpired(lot, now);
  if (!isTime || lot.status !== 'open' || lot.warned_at !== null) return;
  const expiration: CreditExpiration = {
    object: 'credit_expiration',
    amount_cents: lot.remaining_cents,
    expires_at: timestamp(lot.expires_at),
  };
  await work.tables.credit_lots.update({ ...lot, warned_at: work.now });
  await emitEvent(work, creditScope(lot.organization_id), 'credits.expiring_soon', expiration);
}
