import { PaymentRefusedError, type Payments } from '@firsthandapi/engine';
import Stripe from 'stripe';

export type ChargeOrder = Parameters<Payments['charge']>[0];

/** A charge with the metadata stored at Stripe, by which an attempt is found again. */
type TaggedOrder = ChargeOrder & { readonly metadata: Readonly<Record<string, string>> };

/** How many of a customer's latest payments are searched for an earlier attempt. */
const LOOKED_THROUGH = 100;

/**
 * Charges a customer's saved payment method once per attempt. The outcome of an attempt that was already started is
 * looked up first, so that a retry is safe even when Stripe has dropped the idempotency key or the card has changed.
 */
export async function chargeSavedMethod(
  stripe: Stripe,
  customer: string,
  order: TaggedOrder,
): Promise<string> {
  const payment =
    (await findPayment(stripe, customer, order)) ?? (await pay(stripe, customer, order));
  if (payment.status === 'succeeded') return payment.id;
  // Neither captured nor refused yet: a later retry finds the outcome.
  if (payment.status === 'processing') throw new Error('Stripe is still processing the payment');
  throw new PaymentRefusedError(`The payment is ${payment.status}`);
}

async function findPayment(
  stripe: Stripe,
  customer: string,
  { purchase_id, attempt }: ChargeOrder,
): Promise<Stripe.PaymentIntent | undefined> {
  const { data } = await stripe.paymentIntents.list({ customer, limit: LOOKED_THROUGH });
  return data.find(
    ({ metadata }) => metadata.purchase_id === purchase_id && metadata.attempt === String(attempt),
  );
}

async function pay(
  stripe: Stripe,
  customer: string,
  order: TaggedOrder,
): Promise<Stripe.PaymentIntent> {
  const { amount_cents, metadata } = order;
  const payment_method = await savedMethodOf(stripe, customer);
  try {
    return await stripe.paymentIntents.create(
      {
        amount: amount_cents,
        currency: 'usd',
        customer,
        payment_method,
        off_session: true,
        confirm: true,
        metadata,
      },
      { idempotencyKey: idempotencyKeyOf(order) },
    );
  } catch (error) {
    throw isRefusal(error) ? new PaymentRefusedError(error.message, { cause: error }) : error;
  }
}

async function savedMethodOf(stripe: Stripe, customer: string): Promise<string> {
  const { data } = await stripe.paymentMethods.list({ customer, limit: 1 });
  const [method] = data;
  if (method !== undefined) return method.id;
  throw new PaymentRefusedError('The organization has no saved payment method');
}

/** Stripe replays its response to a key, even a refusal, so each attempt needs its own key. */
function idempotencyKeyOf({ purchase_id, attempt }: ChargeOrder): string {
  return attempt === 1 ? `charge:${purchase_id}` : `charge:${purchase_id}:${attempt}`;
}

/** Whether the card was declined or Stripe rejected the request. The outcome of any other error is unknown. */
function isRefusal(error: unknown): error is Error {
  const { StripeCardError, StripeInvalidRequestError } = Stripe.errors;
  return error instanceof StripeCardError || error instanceof StripeInvalidRequestError;
}
