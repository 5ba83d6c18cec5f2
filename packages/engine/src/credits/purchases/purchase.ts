import { recordSystemAudit } from '../../audit/record-audit.ts';
import type { CreditPurchaseRecord } from '../../store/records.ts';
import type { Work } from '../../work/work.ts';
import { creditScope } from '../ledger/credit-scope.ts';
import type { CreditPack } from './credit-packs.ts';

/** A new purchase, apart from its pack. */
export interface PurchaseOrder {
  readonly id: string;
  readonly organization_id: string;
  readonly pack: CreditPack;
  readonly auto_topup: boolean;
  readonly reference: string | null;
  readonly checkout_url: string | null;
  readonly expires_at: number;
}

/** Returns a purchase that is pending payment. */
export function newPurchase(work: Work, { pack, ...order }: PurchaseOrder): CreditPurchaseRecord {
  return { ...order, ...pack, status: 'pending', created_at: work.now };
}

/** Records that the payment provider reports a payment which must not be granted. */
export function recordPaymentMismatch(
  work: Work,
  { id, organization_id }: CreditPurchaseRecord,
): Promise<void> {
  const resource = { type: 'credit_purchase', id };
  return recordSystemAudit(
    work,
    creditScope(organization_id),
    'credits.payment_mismatch',
    resource,
  );
}

/** Ends a purchase whose payment failed, and returns whether it was still open. A payment that succeeds later is granted all the same. */
export async function failPurchase(work: Work, purchase: CreditPurchaseRecord): Promise<boolean> {
  if (purchase.status === 'paid' || purchase.status === 'failed') return false;
  await work.tables.credit_purchases.update({ ...purchase, status: 'failed' });
  const resource = { type: 'credit_purchase', id: purchase.id };
  const scope = creditScope(purchase.organization_id);
  await recordSystemAudit(work, scope, 'credits.payment_failed', resource);
  return true;
}
