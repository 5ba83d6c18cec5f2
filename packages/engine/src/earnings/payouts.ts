import { counted } from '@firsthandapi/spec/counted';
import { ApiError, notFound } from '../errors/api-error.ts';
import type { PayoutRecord } from '../store/records.ts';
import type { Work } from '../work/work.ts';
import { readEarnings, recordWorkerMovement } from './worker-ledger.ts';
import {
  payoutPaidMovement,
  payoutRequestedMovement,
  payoutReturnedMovement,
} from './worker-movements.ts';

/** The least that is paid out, unless the account is closed. */
export const MINIMUM_PAYOUT_CENTS = 500;

/**
 * Requests a payout of all that is available. Throws a conflict when that is less than $5; a worker who leaves, also one
 * who is suspended, is paid out whatever is there.
 */
export async function requestPayout(
  work: Work,
  workerId: string,
  { isClosing = false }: { readonly isClosing?: boolean } = {},
): Promise<PayoutRecord> {
  const { available_cents } = await readEarnings(work.tables, workerId);
  const least = isClosing ? 1 : MINIMUM_PAYOUT_CENTS;
  if (available_cents < least) {
    const message = `A payout needs at least ${counted(least, 'cent')}, and ${counted(available_cents, 'is', 'are')} available`;
    throw new ApiError('conflict', message);
  }
  const payout: PayoutRecord = {
    id: work.ports.ids.next('pay', work.now),
    worker_id: workerId,
    amount_cents: available_cents,
    status: 'requested',
    reference: null,
    created_at: work.now,
    settled_at: null,
  };
  await work.tables.payouts.insert(payout);
  const source = { worker_id: workerId, payout_id: payout.id };
  await recordWorkerMovement(work, payoutRequestedMovement(source, available_cents));
  return payout;
}

/** How a payout ended: paid, with the provider's reference, or returned, so that it can be requested again. */
export type PayoutOutcome =
  | { readonly status: 'paid'; readonly reference: string }
  | { readonly status: 'returned' };

/**
 * Records how a payout ended. Repeating it with the same outcome changes nothing, so that a crash after the payment can be
 * resumed. Throws 404 for an unknown payout, and 409 when it has ended otherwise.
 */
export async function settlePayout(
  work: Work,
  payoutId: string,
  outcome: PayoutOutcome,
): Promise<PayoutRecord> {
  const payout = await work.tables.payouts.get(payoutId);
  if (payout === undefined) throw notFound('payout', payoutId);
  const reference = outcome.status === 'paid' ? outcome.reference : null;
  if (payout.status === outcome.status && payout.reference === reference) return payout;
  if (payout.status !== 'requested') {
    throw new ApiError('conflict', `Payout ${payoutId} is already ${payout.status}`);
  }
  const { worker_id, amount_cents } = payout;
  const settled: PayoutRecord = {
    ...payout,
    status: outcome.status,
    reference,
    settled_at: work.now,
  };
  await work.tables.payouts.update(settled);
  const movement = outcome.status === 'paid' ? payoutPaidMovement : payoutReturnedMovement;
  await recordWorkerMovement(work, movement({ worker_id, payout_id: payoutId }, amount_cents));
  return settled;
}
