import { emitEvent } from '../../webhooks/emit-event.ts';
import type { Work } from '../../work/work.ts';
import { creditScope } from '../ledger/credit-scope.ts';
import { presentBalance, readBalance } from '../lots/balance.ts';
import { requestAutoTopup } from '../top-ups/auto-topup.ts';

/** Available credits in US cents before and after a change. */
export interface BalanceDrop {
  readonly before_cents: number;
  readonly after_cents: number;
}

/**
 * Reacts to fewer available credits: emits `credits.low_balance` when they fell below the organization's threshold
 * (once per crossing, since only then one side is above it), and requests an automatic top-up if one is configured.
 */
export async function noticeBalanceDrop(
  work: Work,
  organizationId: string,
  { before_cents, after_cents }: BalanceDrop,
): Promise<void> {
  const organization = await work.tables.organizations.get(organizationId);
  if (organization === undefined) return;
  const threshold = organization.low_balance_threshold_cents;
  if (threshold !== null && before_cents >= threshold && after_cents < threshold) {
    const balance = presentBalance(await readBalance(work.tables, organizationId), work.now);
    const data = { ...balance, threshold_cents: threshold };
    await emitEvent(work, creditScope(organizationId), 'credits.low_balance', data);
  }
  await requestAutoTopup(work, organization, after_cents);
}
