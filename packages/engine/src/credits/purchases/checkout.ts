import { ApiError } from '../../errors/api-error.ts';
import { TimeoutError } from '../../errors/port-errors.ts';
import type { Checkout, Payments } from '../../ports.ts';
import type { CreditPurchaseRecord } from '../../store/records.ts';
import type { Work } from '../../work/work.ts';
import { creditPackOf } from './credit-packs.ts';
import { newPurchase } from './purchase.ts';
import { scheduleExpiry } from './purchase-expiry.ts';

/** A purchase that is paid on a checkout page. */
export type CheckoutPurchase = CreditPurchaseRecord & { readonly checkout_url: string };

/** An order that gets no checkout lapses after this long; until then the request may be retried. */
const ORDER_LASTS_MS = 60 * 60 * 1_000;

/**
 * Creates a checkout order before the payment provider is called, or returns the order that an earlier run of the same
 * request left. Throws 400 when no pack has this price.
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
 * Creates a checkout at the payment provider; never call it inside a transaction. The order's id is the idempotency
 * reference and the order's time the checkout's, so that a repeated call after a crash returns the same checkout.
 * Throws 502 `bad_gateway` when the provider cannot be reached and 504 `gateway_timeout` when it does not respond in
 * time.
 */
export async function createCheckout(
  payments: Payments,
  { id, organization_id, amount_cents, created_at }: CreditPurchaseRecord,
  signal?: AbortSignal,
): Promise<Checkout> {
  try {
    const order = { organization_id, purchase_id: id, amount_cents, now: created_at };
    return await payments.createCheckout(order, signal);
  } catch (cause) {
    if (cause instanceof TimeoutError) {
      throw timedOut(cause);
    }
    throw unreachable(cause);
  }
}

/** Stores the checkout of an order, which is then pending until `completePurchase`. */
export async function openCheckout(
  work: Work,
  orderId: string,
  checkout: Checkout,
): Promise<CheckoutPurchase> {
  const order = await findOrder(work, orderId);
  // Another process with the same Idempotency-Key has failed and withdrawn it.
  if (order === undefined) throw unreachable(`The order ${orderId} was withdrawn`);
  const purchase = { ...order, ...checkout };
  await work.tables.credit_purchases.update(purchase);
  return purchase;
}

/** Deletes an order whose checkout was not created. */
export async function withdrawCheckout(work: Work, orderId: string): Promise<void> {
  const order = await findOrder(work, orderId);
  if (order !== undefined) await work.tables.credit_purchases.delete(order.id);
}

/** Returns the order, or undefined when it does not wait for a checkout. */
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

function timedOut(cause: TimeoutError): ApiError {
  return new ApiError(
    'gateway_timeout',
    'The payment provider did not respond in time and nothing was charged; try again in a moment',
    { cause },
  );
}
