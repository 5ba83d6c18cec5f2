import { requestPayout } from '../earnings/payouts.ts';
import { readEarnings } from '../earnings/worker-ledger.ts';
import type { PayoutRecord } from '../store/records.ts';
import type { Work } from '../work/work.ts';

/** Requests a payout of all that is available, whatever it is; null when nothing is. */
export async function payOut(work: Work, workerId: string): Promise<PayoutRecord | null> {
  const { available_cents } = await readEarnings(work.tables, workerId);
  return available_cents > 0 ? requestPayout(work, workerId, { isClosing: true }) : null;
}
