import type { Checkout, Payments } from '@firsthandapi/engine';
import type Stripe from 'stripe';

/** Stripe's own limit is 24 hours. */
const CHECKOUT_LASTS_MS = 23 * 60 * 60 * 1_000;

/** An order, and who pays it. */
type CheckoutOrder = Parameters<Payments['createCheckout']>[0] & {
  readonly customer: string;
  readonly publicUrl: string;
  readonly metadata: Readonly<Record<string, string>>;
};

/** Opens a page of Stripe's on which an order is paid. */
export async function openCheckout(stripe: Stripe, order: CheckoutOrder): Promise<Checkout> {
  const expires_at = order.now + CHECKOUT_LASTS_MS;
  const session = await stripe.checkout.sessions.create(sessionOf(order, expires_at), {
    idempotencyKey: `checkout:${order.purchase_id}`,
  });
  if (session.url === null) throw new Error('Stripe returned no URL for the checkout');
  return { checkout_url: session.url, reference: session.id, expires_at };
}

function sessionOf(
  { purchase_id, amount_cents, customer, publicUrl, metadata }: CheckoutOrder,
  expires_at: number,
): Stripe.Checkout.SessionCreateParams {
  const product_data = { name: 'FirstHandAPI credits' };
  const price_data = { currency: 'usd', unit_amount: amount_cents, product_data };
  return {
    mode: 'payment',
    customer,
    client_reference_id: purchase_id,
    metadata,
    // Saved at Stripe for automatic top-ups.
    payment_intent_data: { setup_future_usage: 'off_session', metadata },
    line_items: [{ quantity: 1, price_data }],
    success_url: `${publicUrl}/checkout/done`,
    cancel_url: `${publicUrl}/checkout/cancelled`,
    expires_at: Math.floor(expires_at / 1_000),
  };
}
