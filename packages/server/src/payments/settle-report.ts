import {
  failPurchase,
  grantPurchase,
  recordPaymentMismatch,
  reversePurchase,
  type Work,
} from '@firsthandapi/engine';
import type { Transact } from '../host/transact-in-time.ts';
import type { ReportedPayment } from './stripe-event.ts';
import type { StripePayments } from './stripe-payments.ts';
import type { ReportedReversal } from './stripe-reversal.ts';

/** What a report did, as counted by the metric. */
export type ReportOutcome =
  | 'granted'
  | 'failed'
  | 'reversed'
  | 'restored'
  | 'unchanged'
  | 'mismatch'
  | 'unknown';

export interface SettledReport {
  readonly outcome: ReportOutcome;
  /** What the operator should know; for a mismatch or an unknown purchase. */
  readonly problem?: string;
}

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
  return transact(async (work) => {
    const paid = await reverseKnown(work, payments, reversal);
    if (paid !== undefined) return paid;
    const purchase = await work.tables.credit_purchases.get(metadata.purchase_id ?? '');
    if (purchase === undefined) return unknown(reversal.reference);
    if (!payments.isOrderOf(purchase, metadata)) {
      return misfit(
        reversal.reference,
        purchase.id,
        'the metadata has no valid proof of the order',
      );
    }
    return reverse(work, payments, reversal, purchase);
  });
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

function misfit(reference: string, purchaseId: string, reason: string): SettledReport {
  return {
    outcome: 'mismatch',
    problem: `Stripe payment ${reference} does not match ${purchaseId}: ${reason}`,
  };
}

function unknown(reference: string): SettledReport {
  return { outcome: 'unknown', problem: `Stripe payment ${reference}: unknown purchase` };
}
