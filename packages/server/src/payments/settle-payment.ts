import {
  failPurchase,
  grantPurchase,
  recordPaymentMismatch,
  type Work,
} from '@firsthandapi/engine';
import { misfit, type SettledReport, unknown } from './settled-report.ts';
import type { ReportedPayment } from './stripe-event.ts';
import type { StripePayments } from './stripe-payments.ts';

/** Grants the purchase that a payment pays, or records why it does not pay it. A retry would not change that. */
export async function settlePayment(
  work: Work,
  payments: StripePayments,
  payment: ReportedPayment,
): Promise<SettledReport> {
  const { purchaseId, reference } = payment;
  const purchase = await work.tables.credit_purchases.get(purchaseId);
  // An unknown purchase belongs to another server that uses the same Stripe account.
  if (purchase === undefined) return unknown(reference);
  const mismatch = payments.mismatch(payment, purchase);
  if (mismatch !== undefined) {
    await recordPaymentMismatch(work, purchase);
    return misfit(reference, purchaseId, mismatch);
  }
  if (payment.kind === 'failed') {
    return { outcome: (await failPurchase(work, purchase)) ? 'failed' : 'unchanged' };
  }
  const outcome = await grantPurchase(work, purchase, reference);
  if (outcome === 'paid twice') {
    return misfit(reference, purchaseId, `it is already paid by ${purchase.reference}; refund one`);
  }
  return { outcome: outcome === 'granted' ? 'granted' : 'unchanged' };
}
