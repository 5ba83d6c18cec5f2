import type { EarningEntry, Earnings, Payout } from '@firsthandapi/spec/worker';
import { MINIMUM_PAYOUT_CENTS } from '../earnings/payouts.ts';
import { readEarnings } from '../earnings/worker-ledger.ts';
import type { PayoutRecord, WorkerEntryRecord } from '../store/records.ts';
import { nullableTimestamp, timestamp } from '../time/timestamp.ts';
import type { Work } from '../work/work.ts';

export async function presentEarnings({ tables }: Work, workerId: string): Promise<Earnings> {
  const balance = await readEarnings(tables, workerId);
  return {
    object: 'earnings',
    ...balance,
    minimum_payout_cents: MINIMUM_PAYOUT_CENTS,
    currency: 'usd',
  };
}

/** Returns a movement by the entry with the amount that arrived; the one before it is its other side. */
export async function presentMovement(
  { tables }: Pick<Work, 'tables'>,
  to: WorkerEntryRecord,
): Promise<EarningEntry> {
  const { id, worker_id, movement_id } = to;
  const [from] = await tables.worker_entries.list({ where: { worker_id }, after: id, limit: 1 });
  if (from?.movement_id !== movement_id) throw new Error(`Movement ${movement_id} has one side`);
  return presentSides(from, to);
}

function presentSides(from: WorkerEntryRecord, to: WorkerEntryRecord): EarningEntry {
  return {
    object: 'earning_entry',
    id: to.movement_id,
    kind: to.kind,
    amount_cents: to.amount_cents,
    from: from.account,
    to: to.account,
    job_id: to.job_id,
    submission_id: to.submission_id,
    payout_id: to.payout_id,
    reason: to.reason,
    created_at: timestamp(to.created_at),
  };
}

export function presentPayout(payout: PayoutRecord): Payout {
  return {
    object: 'payout',
    id: payout.id,
    status: payout.status,
    amount_cents: payout.amount_cents,
    reference: payout.reference,
    created_at: timestamp(payout.created_at),
    settled_at: nullableTimestamp(payout.settled_at),
  };
}
