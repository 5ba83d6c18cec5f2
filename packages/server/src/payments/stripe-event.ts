import type Stripe from 'stripe';
import { idOf } from './stripe-id.ts';
import {
  chargeReport,
  disputeReport,
  type ReportedReversal,
  refundReport,
} from './stripe-reversal.ts';

/** A payment that Stripe reports as received, or, after a delayed payment method, as failed. */
export interface ReportedPayment {
  readonly kind: 'paid' | 'failed';
  readonly purchaseId: string;
  /** Stripe's id of the payment. */
  readonly reference: string;
  /** Stripe's id of the checkout session, or null when the payment itself is reported. */
  readonly sessionId: string | null;
  readonly amountCents: number | null;
  readonly currency: string | null;
  readonly livemode: boolean;
  /** The metadata that this server attached to the order. */
  readonly metadata: Readonly<Record<string, string>>;
}

export type StripeReport = ReportedPayment | ReportedReversal;

/** Returns what an event reports of a payment, or undefined when it reports nothing. */
export function readStripeEvent(event: Stripe.Event): StripeReport | undefined {
  switch (event.type) {
    // Only this event reports a charge whose response was lost.
    case 'payment_intent.succeeded':
      return paymentIntentReport(event.data.object);
    case 'checkout.session.completed':
    case 'checkout.session.async_payment_succeeded':
      return event.data.object.payment_status === 'paid'
        ? sessionReport(event.data.object, 'paid')
        : undefined;
    case 'checkout.session.async_payment_failed':
      return sessionReport(event.data.object, 'failed');
    case 'charge.refunded':
      return chargeReport(event.data.object);
    case 'charge.refund.updated':
    case 'refund.created':
    case 'refund.updated':
    case 'refund.failed':
      return refundReport(event.data.object, event.livemode);
    case 'charge.dispute.created':
    case 'charge.dispute.updated':
    case 'charge.dispute.closed':
    case 'charge.dispute.funds_withdrawn':
    case 'charge.dispute.funds_reinstated':
      return disputeReport(event.data.object, event.type);
    default:
      return undefined;
  }
}

function paymentIntentReport(payment: Stripe.PaymentIntent): ReportedPayment | undefined {
  const metadata = payment.metadata ?? {};
  if (metadata.purchase_id === undefined) return undefined;
  return {
    kind: 'paid',
    purchaseId: metadata.purchase_id,
    reference: payment.id,
    sessionId: null,
    amountCents: payment.amount_received,
    currency: payment.currency,
    livemode: payment.livemode,
    metadata,
  };
}

function sessionReport(
  session: Stripe.Checkout.Session,
  kind: ReportedPayment['kind'],
): ReportedPayment | undefined {
  const metadata = session.metadata ?? {};
  const purchaseId = metadata.purchase_id ?? session.client_reference_id;
  if (purchaseId === null || purchaseId === undefined) return undefined;
  return {
    kind,
    purchaseId,
    reference: idOf(session.payment_intent) ?? session.id,
    sessionId: session.id,
    amountCents: session.amount_total,
    currency: session.currency,
    livemode: session.livemode,
    metadata,
  };
}
