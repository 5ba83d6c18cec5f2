import type Stripe from 'stripe';

/** A payment that Stripe reports as received. */
export interface ReportedPayment {
  readonly kind: 'paid';
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

/** Returns the payment that an event reports, or undefined when it reports none. */
export function readStripeEvent(event: Stripe.Event): ReportedPayment | undefined {
  switch (event.type) {
    // Only this event reports a charge whose response was lost.
    case 'payment_intent.succeeded':
      return paymentIntentReport(event.data.object);
    case 'checkout.session.completed':
    case 'checkout.session.async_payment_succeeded':
      return sessionReport(event.data.object);
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

function sessionReport(session: Stripe.Checkout.Session): ReportedPayment | undefined {
  if (session.payment_status !== 'paid') return undefined;
  const metadata = session.metadata ?? {};
  const purchaseId = metadata.purchase_id ?? session.client_reference_id;
  if (purchaseId === null || purchaseId === undefined) return undefined;
  return {
    kind: 'paid',
    purchaseId,
    reference: idOf(session.payment_intent) ?? session.id,
    sessionId: session.id,
    amountCents: session.amount_total,
    currency: session.currency,
    livemode: session.livemode,
    metadata,
  };
}

function idOf(expandable: string | { readonly id: string } | null): string | undefined {
  return typeof expandable === 'string' ? expandable : expandable?.id;
}
