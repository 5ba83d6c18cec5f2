import { recordSystemAudit } from '../audit/record-audit.ts';
import type { Work } from '../call.ts';
import type { Payments } from '../ports.ts';
import type { CreditPurchaseRecord, OrganizationRecord, TaskRecord } from '../records.ts';
import { readBalance } from './balance.ts';
import { creditPackOf } from './credit-packs.ts';
import { creditScope } from './credit-scope.ts';
import { completePurchase, newPurchase } from './purchase.ts';

/** Charges before a top-up is given up and automatic top-up is turned off. */
export const MAX_CHARGES = 3;
/** Time between charges that fail. */
export const RETRY_DELAY_MS = 60 * 60 * 1_000;

/** The pack that an organization wants bought when this much is available, or null for none. */
export function wantedTopupCents(
  organization: OrganizationRecord,
  availableCents: number,
): number | null {
  const { auto_topup_enabled, auto_topup_threshold_cents, auto_topup_amount_cents } = organization;
  const isLow = auto_topup_threshold_cents !== null && availableCents < auto_topup_threshold_cents;
  const isActive = auto_topup_enabled && organization.erased_at === null;
  return isActive && isLow ? auto_topup_amount_cents : null;
}

/** Orders a top-up, to be charged by a task that is due now, unless none is wanted or one is under way. */
export async function requestAutoTopup(
  work: Work,
  organization: OrganizationRecord,
  availableCents: number,
): Promise<void> {
  const amountCents = wantedTopupCents(organization, availableCents);
  if (amountCents === null || (await isTopupUnderWay(work, organization.id))) return;
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

/**
 * Task `credits.auto_topup`: charges the saved payment method and grants the pack. The purchase's id is the
 * provider's idempotency reference, so a charge that is repeated after a crash takes no money twice. A charge that
 * fails leaves the balance as it is and is tried again; after the last one automatic top-up is turned off.
 */
export async function runAutoTopup(work: Work, task: TaskRecord): Promise<void> {
  const purchase = await work.tables.credit_purchases.get(task.subject);
  if (purchase?.status !== 'pending') return;
  const organization = await work.tables.organizations.get(purchase.organization_id);
  if (organization === undefined) return;
  const { available_cents } = await readBalance(work.tables, organization.id);
  if (wantedTopupCents(organization, available_cents) !== purchase.amount_cents) {
    // Bought by hand, turned off or set to another pack since it was ordered: charge only what is wanted now.
    await work.tables.credit_purchases.update({ ...purchase, status: 'expired' });
    return requestAutoTopup(work, organization, available_cents);
  }
  const reference = await charge(work.ports.payments, purchase);
  if (reference !== null) await completePurchase(work, purchase.id, reference);
  else await retryOrGiveUp(work, organization, purchase, Number(task.data.attempt));
}

async function isTopupUnderWay(work: Work, organizationId: string): Promise<boolean> {
  const [pending] = await work.tables.credit_purchases.list({
    where: { organization_id: organizationId, status: 'pending', auto_topup: true },
    limit: 1,
  });
  return pending !== undefined;
}

/** The provider's reference, or null when it refused: a declined card is an outcome and no fault of the task. */
async function charge(payments: Payments, purchase: CreditPurchaseRecord): Promise<string | null> {
  const { organization_id, id, amount_cents } = purchase;
  try {
    return await payments.charge({ organization_id, purchase_id: id, amount_cents });
  } catch {
    return null;
  }
}

async function retryOrGiveUp(
  work: Work,
  organization: OrganizationRecord,
  purchase: CreditPurchaseRecord,
  attempt: number,
): Promise<void> {
  if (attempt < MAX_CHARGES) {
    return scheduleCharge(work, purchase, attempt + 1, work.now + RETRY_DELAY_MS);
  }
  await work.tables.credit_purchases.update({ ...purchase, status: 'failed' });
  await work.tables.organizations.update({
    ...organization,
    auto_topup_enabled: false,
    updated_at: work.now,
  });
  const resource = { type: 'organization', id: organization.id };
  await recordSystemAudit(work, creditScope(organization.id), 'auto_topup.disabled', resource);
}

async function scheduleCharge(
  work: Work,
  purchase: CreditPurchaseRecord,
  attempt: number,
  dueAt: number,
): Promise<void> {
  await work.tables.tasks.schedule({
    id: `credits.auto_topup:${purchase.id}:${attempt}`,
    due_at: dueAt,
    kind: 'credits.auto_topup',
    subject: purchase.id,
    data: { organization_id: purchase.organization_id, attempt },
  });
}
