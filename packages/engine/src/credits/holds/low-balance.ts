import type { OrganizationRecord } from '../../store/records.ts';
import { emitEvent } from '../../webhooks/emit-event.ts';
import type { Work } from '../../work/work.ts';
import { creditScope } from '../ledger/credit-scope.ts';
import { presentBalance, readBalance } from '../lots/balance.ts';

/** Available credits in US cents before and after a change. */
export interface BalanceDrop {
  readonly before_cents: number;
  readonly after_cents: number;
}

/**
 * Emits `credits.low_balance` when available credits fell below the organization's threshold: once per crossing, since
 * only then one side is above it.
 */
export async function warnOfLowBalance(
  work: Work,
  { id, low_balance_threshold_cents: threshold }: OrganizationRecord,
  { before_cents, after_cents }: BalanceDrop,
): Promise<void> {
  if (threshold === null || before_cents < threshold || after_cents >= threshold) return;
  const balance = presentBalance(await readBalance(work.tables, id), work.now);
  const data = { ...balance, threshold_cents: threshold };
  await emitEvent(work, creditScope(id), 'credits.low_balance', data);
}
