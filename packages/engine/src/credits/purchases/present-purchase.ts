import type { CreditPurchase } from '@firsthandapi/spec';
import { timestamp } from '../../time/timestamp.ts';
import type { CheckoutPurchase } from './checkout.ts';

/** Returns a purchase as clients see it. */
export function presentPurchase(purchase: CheckoutPurchase): CreditPurchase {
  const { status, checkout_url, amount_cents, bonus_cents, expires_at } = purchase;
  return {
    object: 'credit_purchase',
    status: status as CreditPurchase['status'],
    checkout_url,
    amount_cents,
    bonus_cents,
    credits_cents: amount_cents + bonus_cents,
    currency: 'usd',
    expires_at: timestamp(expires_at),
  };
}
