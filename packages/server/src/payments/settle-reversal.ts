import {
  type grantPurchase,
  recordPaymentMismatch,
  reversePurchase,
  type Work,
} from '@firsthandapi/engine';
import type { Transact } from '../host/transact-in-time.ts';
import { misfit, type SettledReport, unknown } from './settled-report.ts';
import type { StripePayments } from './stripe-payments.ts';
import type { ReportedReversal } from './stripe-reversal.ts';

/**
 * Takes back the credits of a refund or dispute, or returns them. Reads the order from Stripe only when the payment
 * itself is not known yet, since events may arrive in any order.
 *
 * @throws when Stripe does not respond, so that it sends the event again
 */
export async function settleReversal(
  transact: Transact,
  payments: StripePayments,
  reversal: ReportedReversal,
): Promise<SettledReport> {
  const known = await transact((work) => reverseKnown(work, payments, reversal));
  if (known !== undefined) return known;
  const metadata = await payments.orderOf(reversal.reference);
  // A payment of another product that uses the same Stripe account.
  if (metadata?.purchase_id === undefined) return { outcome: 'unknown' };
  return transact(
    async (work) =>
      (await reverseKnown(work, payments, reversal)) ??
      (await reverseOrdered(work, payments, reversal, metadata)),
  );
}

/** Reverses the purchase that the order at Stripe names, once it has been proved to be an order of this server. */
async function reverseOrdered(
  work: Work,
  payments: StripePayments,
  reversal: ReportedReversal,
  metadata: Readonly<Record<string, string>>,
): Promise<SettledReport> {
  const purchase = await work.tables.credit_purchases.get(metadata.purchase_id ?? '');
  if (purchase === undefined) return unknown(reversal.reference);
  if (payments.isOrderOf(purchase, metadata)) return reverse(work, payments, reversal, purchase);
  return misfit(reversal.reference, purchase.id, 'the metadata has no valid proof of the order');
}

async function reverseKnown(
  work: Work,
  payments: StripePayments,
  reversal: ReportedReversal,
): Promise<SettledReport | undefined> {
  const [purchase] = await work.tables.credit_purchases.list({
    where: { reference: reversal.reference },
    limit: 1,
  });
  return purchase && reverse(work, payments, reversal, purchase);
}

type Purchase = Parameters<typeof grantPurchase>[1];

async function reverse(
  work: Work,
  payments: StripePayments,
  reversal: ReportedReversal,
  purchase: Purchase,
): Promise<SettledReport> {
  const mismatch = payments.reversalMismatch(reversal);
  if (mismatch !== undefined) {
    await recordPaymentMismatch(work, purchase);
    return misfit(reversal.source.id, purchase.id, mismatch);
  }
  const change = await reversePurchase(work, purchase, reversal.source);
  if (change === 0) return { outcome: 'unchanged' };
  return { outcome: change > 0 ? 'reversed' : 'restored' };
}
