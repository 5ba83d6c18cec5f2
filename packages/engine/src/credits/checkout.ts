import type { CreditPurchase } from '@firsthandapi/spec';
import type { Work } from '../call.ts';
import { ApiError, TimeoutError } from '../errors.ts';
import type { Checkout, Payments } from '../ports.ts';
import type { CreditPurchaseRecord } from '../records.ts';
import type { Scope } from '../scope.ts';
import { timestamp } from '../timestamp.ts';
import { emitEvent } from '../webhooks/emit-event.ts';
import { creditPackOf } from './credit-packs.ts';
import { presentTransaction } from './present-transaction.ts';
import { newPurchase } from './purchase.ts';

/** A purchase that a person pays at a checkout page. */
export type CheckoutPurchase = CreditPurchaseRecord & { readonly checkout_url: string };

const SIMULATED_CHECKOUT_MS = 24 * 60 * 60 * 1_000;

/**
 * Opens a checkout at the payment provider and keeps the purchase, pending, until `completePurchase`. The
 * purchase's id is the provider's idempotency reference. Throws 400 when no pack has this price, 502
 * `bad_gateway` when the provider cannot be reached and 504 `gateway_timeout` when it does not answer in time.
 */
export async function openCheckout(
  work: Work,
  organizationId: string,
  amountCents: number,
): Promise<CheckoutPurchase> {
  const pack = creditPackOf(amountCents);
  const id = work.ports.ids.next('crpu', work.now);
  const checkout = await createCheckout(work.ports.payments, {
    organization_id: organizationId,
    purchase_id: id,
    amount_cents: pack.amount_cents,
    now: work.now,
  });
  const order = { id, organization_id: organizationId, pack, auto_topup: false, ...checkout };
  const purchase = { ...newPurchase(work, order), checkout_url: checkout.checkout_url };
  await work.tables.credit_purchases.insert(purchase);
  await work.tables.tasks.schedule({
    id: `credits.expire_purchase:${id}`,
    due_at: purchase.expires_at,
    kind: 'credits.expire_purchase',
    subject: id,
    data: { organization_id: organizationId },
  });
  return purchase;
}

/**
 * A purchase under a test key: paid at once, with `credits.purchased` sent to the test environment's endpoints, so
 * that an integration can be tried to its end. No money moves, nothing is kept, and the balance stays as it is.
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

/** A checkout page of the provider's form, where there is nothing to pay. */
export function simulatedCheckoutUrl(purchaseId: string): string {
  return `https://checkout.stripe.com/c/pay/cs_test_${purchaseId}`;
}

/** A purchase as clients see it. */
export function presentPurchase(purchase: CheckoutPurchase): CreditPurchase {
  const { status, checkout_url, amount_cents, bonus_cents, expires_at } = purchase;
  return {
    object: 'credit_purchase',
    status,
    checkout_url,
    amount_cents,
    bonus_cents,
    credits_cents: amount_cents + bonus_cents,
    currency: 'usd',
    expires_at: timestamp(expires_at),
  };
}

async function createCheckout(
  payments: Payments,
  order: Parameters<Payments['createCheckout']>[0],
): Promise<Checkout> {
  try {
    return await payments.createCheckout(order);
  } catch (cause) {
    if (cause instanceof TimeoutError) {
      throw new ApiError(
        'gateway_timeout',
        'The payment provider did not answer in time and nothing was charged; try again in a moment',
        { cause },
      );
    }
    throw new ApiError(
      'bad_gateway',
      'The payment provider could not be reached and nothing was charged; try again in a moment',
      { cause },
    );
  }
}
