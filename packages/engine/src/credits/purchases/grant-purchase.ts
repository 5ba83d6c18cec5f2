import { recordSystemAudit } from '../../audit/record-audit.ts';
import { notFound } from '../../errors/api-error.ts';
import type {
  CreditPurchaseRecord,
  CreditTransactionRecord,
  OrganizationRecord,
} from '../../store/records.ts';
import { emitEvent } from '../../webhooks/emit-event.ts';
import type { Work } from '../../work/work.ts';
import { creditScope } from '../ledger/credit-scope.ts';
import { presentTransaction } from '../ledger/present-transaction.ts';
import { grantLot } from '../lots/grant-lot.ts';
import { bookReversal } from '../reversals/book-reversal.ts';
import { recordPaymentMismatch } from './purchase.ts';

/** What a reported payment did to its purchase. */
export type PaymentOutcome = 'granted' | 'granted earlier' | 'paid twice';

/**
 * Grants a purchase that the payment provider reports as paid; see `grantPurchase`.
 *
 * @throws ApiError 404 when there is no such purchase.
 */
export async function completePurchase(
  work: Work,
  purchaseId: string,
  reference: string,
): Promise<PaymentOutcome> {
  const purchase = await work.tables.credit_purchases.get(purchaseId);
  if (purchase === undefined) throw notFound('credit purchase', purchaseId);
  return grantPurchase(work, purchase, reference);
}

/**
 * Grants a purchase that was read in this transaction, and takes the organization off the free tier. Repeated calls grant
 * it only once; another payment for it is recorded as a mismatch. A payment that arrives after the checkout expired, or
 * for a top-up that was given up, is granted too, because the money was taken.
 *
 * @param reference The provider's reference of the payment.
 */
export async function grantPurchase(
  work: Work,
  purchase: CreditPurchaseRecord,
  reference: string,
): Promise<PaymentOutcome> {
  if (purchase.status === 'paid') return compareReference(work, purchase, reference);
  const paid: CreditPurchaseRecord = { ...purchase, status: 'paid', reference };
  await work.tables.credit_purchases.update(paid);
  const transaction = await grantPack(work, paid);
  await leaveFreeTier(work, paid.organization_id);
  const scope = creditScope(paid.organization_id);
  const type = paid.auto_topup ? 'credits.auto_topped_up' : 'credits.purchased';
  await emitEvent(work, scope, type, presentTransaction(transaction));
  await recordSystemAudit(work, scope, type, { type: 'credit_purchase', id: paid.id });
  // A refund or dispute may be reported before the payment.
  await bookReversal(work, paid);
  return 'granted';
}

async function compareReference(
  work: Work,
  purchase: CreditPurchaseRecord,
  reference: string,
): Promise<PaymentOutcome> {
  if (purchase.reference === reference) return 'granted earlier';
  await recordPaymentMismatch(work, purchase);
  return 'paid twice';
}

/**
 * Grants the pack and, as a transaction and lot of its own, its bonus (contract §5). Returns the pack's transaction.
 */
async function grantPack(
  work: Work,
  purchase: CreditPurchaseRecord,
): Promise<CreditTransactionRecord> {
  const { organization_id, amount_cents, bonus_cents, auto_topup } = purchase;
  const price = `$${amount_cents / 100}`;
  const transaction = await grantLot(work, organization_id, {
    source: 'purchase',
    amount_cents,
    description: auto_topup ? `Automatic top-up ${price}` : `Credit pack ${price}`,
  });
  if (bonus_cents > 0) {
    const description = `Bonus of the ${price} pack`;
    await grantLot(work, organization_id, {
      source: 'bonus',
      amount_cents: bonus_cents,
      description,
    });
  }
  return transaction;
}

/** An organization is on the free tier until its first purchase (contract §2). */
async function leaveFreeTier(work: Work, organizationId: string): Promise<void> {
  const organization = await work.tables.organizations.get(organizationId);
  if (organization?.tier !== 'free') return;
  const standard: OrganizationRecord = { ...organization, tier: 'standard', updated_at: work.now };
  await work.tables.organizations.update(standard);
}
