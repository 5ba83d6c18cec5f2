import type { OrganizationRecord } from '../../store/records.ts';
import type { Work } from '../../work/work.ts';
import { requestAutoTopup } from '../top-ups/auto-topup.ts';
import { type BalanceDrop, warnOfLowBalance } from './low-balance.ts';

/**
 * Reacts to fewer available credits: emits `credits.low_balance` when they fell below the organization's threshold, and
 * requests an automatic top-up if one is configured.
 */
export async function noticeBalanceDrop(
  work: Work,
  organization: OrganizationRecord | undefined,
  drop: BalanceDrop,
): Promise<void> {
  if (organization === undefined) return;
  await warnOfLowBalance(work, organization, drop);
  await requestAutoTopup(work, organization, drop.after_cents);
}
