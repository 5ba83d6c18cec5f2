import type { Keyring } from '@firsthandapi/engine';
import { isOrderProof } from './order-proof.ts';
import type { ReportedPayment } from './stripe-event.ts';

/** The purchase that a payment claims to pay. */
export interface ExpectedPurchase {
  readonly id: string;
  readonly organization_id: string;
  readonly amount_cents: number;
  readonly status: string;
  /** The checkout session's id, or a top-up's charge, while the purchase is pending. */
  readonly reference: string | null;
}

const CURRENCY = 'usd';

/**
 * Returns why a reported payment must not be granted, or undefined when it pays exactly this purchase. A valid event
 * signature is not enough: other products of the same Stripe account share its secret.
 */
export function paymentMismatch(
  keyring: Pick<Keyring, 'verify'>,
  isLive: boolean,
  payment: ReportedPayment,
  purchase: ExpectedPurchase,
): string | undefined {
  const otherMoney = moneyMismatch(isLive, payment);
  if (otherMoney !== undefined) return otherMoney;
  if (payment.amountCents !== purchase.amount_cents) {
    return `amount is ${payment.amountCents}, expected ${purchase.amount_cents}`;
  }
  if (!isOtherSession(payment, purchase)) return proofMismatch(keyring, payment, purchase);
  return `checkout session is ${payment.sessionId}, expected ${purchase.reference}`;
}

/** Returns why a report is about other money than this server takes, or undefined when it is not. */
export function moneyMismatch(
  isLive: boolean,
  { livemode, currency }: Pick<ReportedPayment, 'livemode' | 'currency'>,
): string | undefined {
  if (livemode !== isLive) return `livemode is ${livemode}, expected ${isLive}`;
  return currency === CURRENCY ? undefined : `currency is ${currency}, expected ${CURRENCY}`;
}

/** An expired order may be paid in a session whose id was never stored; then the proof alone decides. */
function isOtherSession({ sessionId }: ReportedPayment, purchase: ExpectedPurchase): boolean {
  const expected = purchase.reference;
  if (sessionId === null || purchase.status === 'paid') return false;
  return expected !== null && expected !== sessionId;
}

function proofMismatch(
  keyring: Pick<Keyring, 'verify'>,
  { metadata }: ReportedPayment,
  { id, organization_id, amount_cents }: ExpectedPurchase,
): string | undefined {
  const order = { organization_id, purchase_id: id, amount_cents };
  const isOurs = isOrderProof(keyring, order, metadata.proof ?? '');
  return isOurs ? undefined : 'the metadata has no valid proof of the order';
}
