import type { CreditPurchase } from '@firsthandapi/spec';
import { ApiError } from '../../errors/api-error.ts';
import { TimeoutError } from '../../errors/port-errors.ts';
import type { Checkout, Payments } from '../../ports.ts';
import type { CreditPurchaseRecord } from '../../store/records.ts';
import type { Scope } from '../../store/scope.ts';
import { timestamp } from '../../time/timestamp.ts';
import { emitEvent } from '../../webhooks/emit-event.ts';
import type { Work } from '../../work/work.ts';
import { presentTransaction } from '../ledger/present-transaction.ts';
import { creditPackOf } from './credit-packs.ts';
import { newPurchase, scheduleExpiry } from './purchase.ts';

/** A purchase that a person pays at a checkout page. */
export type CheckoutPurchase = CreditPurchaseRecord & { readonly checkout_url: string };

const SIMULATED_CHECKOUT_MS = 24 * 60 * 60 * 1_000;
/** An order whose checkout did not come lapses after this long; until then the request may be sent again. */
const ORDER_LASTS_MS = 60 * 60 * 1_000;

/**
 * Orders a checkout, before the payment provider hears of it, or finds the order that an earlier run of the same request
 * has left. Throws 400 when no pack has this price.
 */
export async function orderCheckout(
  work: Work,
  organizationId: string,
  amountCents: number,
  earlierId?: string,
): Promise<CreditPurchaseRecord> {
  const pack = creditPackOf(amountCents);
  const earlier = await findOrder(work, earlierId);
  if (earlier !== undefined) return earlier;
  const order = newPurchase(work, {
    id: work.ports.ids.next('crpu', work.now),
    organization_id: organizationId,
    pack,
    auto_topup: false,
    reference: null,
    checkout_url: null,
    expires_at: work.now + ORDER_LASTS_MS,
  });
  await work.tables.credit_purchases.insert(order);
  await scheduleExpiry(work, order);
  return order;
}

/**
 * Asks the payment provider for a checkout; never inside a transaction. The order's id is the idempotency reference, and
 * its time the checkout's, so that asking again after a crash gives the same checkout. Throws 502 `bad_gateway` when the
 * provider cannot be reached and 504 `gateway_timeout` when it does not answer in time.
 */
export async function createCheckout(
  payments: Payments,
  { id, organization_id, amount_cents, created_at }: CreditPurchaseRecord,
): Promise<Checkout> {
  try {
    const order = { organization_id, purchase_id: id, amount_cents, now: created_at };
    return await payments.createCheckout(order);
  } catch (cause) {
    if (cause instanceof TimeoutError) {
      throw new ApiError(
        'gateway_timeout',
        'The payment provider did not answer in time and nothing was charged; try again in a moment',
        { cause },
      );
    }
    throw unreachable(cause);
  }
}

/** Keeps the checkout of an order, pending until `completePurchase`. */
export async function openCheckout(
  work: Work,
  orderId: string,
  checkout: Checkout,
): Promise<CheckoutPurchase> {
  const order = await findOrder(work, orderId);
  // Another process has asked with the same Idempotency-Key, failed and withdrawn it.
  if (order === undefined) throw unreachable(`The order ${orderId} was withdrawn`);
  const purchase = { ...order, ...checkout };
  await work.tables.credit_purchases.update(purchase);
  return purchase;
}

/** Forgets an order of which nothing came. */
export async function withdrawCheckout(work: Work, orderId: string): Promise<void> {
  const order = await findOrder(work, orderId);
  if (order !== undefined) await work.tables.credit_purchases.delete(order.id);
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
    status: status as CreditPurchase['status'],
    checkout_url,
    amount_cents,
    bonus_cents,
    credits_cents: amount_cents + bonus_cents,
    currency: 'usd',
    expires_at: timestamp(expires_at),
  };
}

/** A purchase that waits for its checkout. */
async function findOrder(
  { tables }: Work,
  id: string | undefined,
): Promise<CreditPurchaseRecord | undefined> {
  const order = id === undefined ? undefined : await tables.credit_purchases.get(id);
  return order?.status === 'pending' && order.checkout_url === null ? order : undefined;
}

function unreachable(cause: unknown): ApiError {
  return new ApiError(
    'bad_gateway',
    'The payment provider could not be reached and nothing was charged; try again in a moment',
    { cause },
  );
}
