import type { Scope } from '../../store/scope.ts';
import { emitEvent } from '../../webhooks/emit-event.ts';
import type { Work } from '../../work/work.ts';
import { presentTransaction } from '../ledger/present-transaction.ts';
import type { CheckoutPurchase } from './checkout.ts';
import { creditPackOf } from './credit-packs.ts';
import { newPurchase } from './purchase.ts';

const SIMULATED_CHECKOUT_MS = 24 * 60 * 60 * 1_000;

/**
 * Simulates a purchase under a test key: paid at once, with `credits.purchased` sent to the endpoints of the test
 * environment, so that an integration can be tested end to end. No money moves, nothing is stored, and the balance does
 * not change.
 */
export async function simulateCheckout(
  work: Work,
  scope: Scope,
  amountCents: number,
): Promise<CheckoutPurchase> {
  const pack = creditPackOf(amountCents);
  const { organization_id } = scope;
  const id = work.ports.ids.next('crpu', work.now);
  const checkout = {
    checkout_url: simulatedCheckoutUrl(id),
    expires_at: work.now + SIMULATED_CHECKOUT_MS,
  };
  const order = { id, organization_id, pack, auto_topup: false, reference: null, ...checkout };
  const transaction = presentTransaction({
    id: work.ports.ids.next('crtx', work.now),
    organization_id,
    type: 'purchase',
    amount_cents: pack.amount_cents,
    description: `Simulated credit pack $${pack.amount_cents / 100}`,
    job_id: null,
    created_at: work.now,
  });
  await emitEvent(work, scope, 'credits.purchased', transaction);
  return { ...newPurchase(work, order), ...checkout, status: 'paid' };
}

/** Returns a checkout URL in the provider's format, with nothing to pay behind it. */
export function simulatedCheckoutUrl(purchaseId: string): string {
  return `https://checkout.stripe.com/c/pay/cs_test_${purchaseId}`;
}
