import type { CreditPurchaseRecord, OrganizationRecord } from '../../store/records.ts';
import type { Work } from '../../work/work.ts';
import { readBalance } from '../lots/balance.ts';
import { creditPackOf } from '../purchases/credit-packs.ts';
import { newPurchase } from '../purchases/purchase.ts';

/** The kind of task that charges a top-up; its subject is the purchase. */
export const AUTO_TOPUP_TASK = 'credits.auto_topup';
/** Refused charges after which a top-up is given up and automatic top-up is turned off. */
export const MAX_CHARGES = 3;
/** Time between a refused charge and the next. */
export const RETRY_DELAY_MS = 60 * 60 * 1_000;

/** Returns the price of the pack to buy at this balance, or null for none. */
function wantedTopupCents(organization: OrganizationRecord, availableCents: number): number | null {
  const { auto_topup_enabled, auto_topup_threshold_cents, auto_topup_amount_cents } = organization;
  const isLow = auto_topup_threshold_cents !== null && availableCents < auto_topup_threshold_cents;
  const isActive = auto_topup_enabled && organization.erased_at === null;
  return isActive && isLow ? auto_topup_amount_cents : null;
}

/** Orders a top-up, charged by a task that is due now, unless none is wanted or one is already pending. */
export async function requestAutoTopup(
  work: Work,
  organization: OrganizationRecord,
  availableCents: number,
): Promise<void> {
  const amountCents = wantedTopupCents(organization, availableCents);
  if (amountCents === null || (await isTopupPending(work, organization.id))) return;
  const purchase = newPurchase(work, {
    id: work.ports.ids.next('crpu', work.now),
    organization_id: organization.id,
    pack: creditPackOf(amountCents),
    auto_topup: true,
    reference: null,
    checkout_url: null,
    expires_at: work.now + MAX_CHARGES * RETRY_DELAY_MS,
  });
  await work.tables.credit_purchases.insert(purchase);
  await scheduleCharge(work, purchase, 1, work.now);
}

/** Whether the top-up is still wanted. If not, it is withdrawn, and what is wanted now is ordered. */
export async function isStillWanted(
  work: Work,
  organization: OrganizationRecord,
  purchase: CreditPurchaseRecord,
): Promise<boolean> {
  const { available_cents } = await readBalance(work.tables, organization.id);
  if (wantedTopupCents(organization, available_cents) === purchase.amount_cents) return true;
  // Credits were bought, or the settings changed, since it was ordered: charge only what is wanted now.
  await work.tables.credit_purchases.update({ ...purchase, status: 'expired' });
  await requestAutoTopup(work, organization, available_cents);
  return false;
}

/** Schedules a charge attempt. */
export async function scheduleCharge(
  { tables }: Work,
  { id, organization_id }: CreditPurchaseRecord,
  attempt: number,
  dueAt: number,
): Promise<void> {
  await tables.tasks.schedule({
    id: `${AUTO_TOPUP_TASK}:${id}:${attempt}`,
    due_at: dueAt,
    kind: AUTO_TOPUP_TASK,
    subject: id,
    data: { organization_id, attempt },
  });
}

async function isTopupPending(work: Work, organizationId: string): Promise<boolean> {
  const [pending] = await work.tables.credit_purchases.list({
    where: { organization_id: organizationId, status: 'pending', auto_topup: true },
    limit: 1,
  });
  return pending !== undefined;
}
