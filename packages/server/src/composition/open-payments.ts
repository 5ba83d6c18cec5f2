import type { Configuration } from '../configuration.ts';
import type { Routes } from '../host/route-table.ts';
import type { Transact } from '../host/transact-in-time.ts';
import type { LocalKeyring } from '../keyring/local-keyring.ts';
import { localCheckoutRoutes } from '../payments/local-checkout-routes.ts';
import { LocalPayments } from '../payments/local-payments.ts';
import type { StripePayments } from '../payments/stripe-payments.ts';
import { type PaymentObserver, stripeRoutes } from '../payments/stripe-routes.ts';

/** Returns who sells credits. The adapter of Stripe is loaded only when it is used: most servers start without it. */
export async function openPayments(
  { stripe }: Configuration,
  keyring: LocalKeyring,
  publicUrl: string,
): Promise<LocalPayments | StripePayments> {
  if (stripe === undefined) return new LocalPayments(keyring, publicUrl);
  const adapter = await import('../payments/stripe-payments.ts');
  return new adapter.StripePayments({ ...stripe, publicUrl, keyring });
}

/** Returns the checkout page, or where Stripe reports payments. */
export function paymentRoutes(
  payments: LocalPayments | StripePayments,
  transact: Transact,
  observer: PaymentObserver,
): Routes {
  return payments instanceof LocalPayments
    ? localCheckoutRoutes(payments, transact)
    : stripeRoutes(payments, transact, observer);
}
