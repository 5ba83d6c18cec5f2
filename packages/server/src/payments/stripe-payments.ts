import { type Checkout, type Keyring, type Payments, TimeoutError } from '@firsthandapi/engine';
import Stripe from 'stripe';
import { isOrderProof, signOrder } from './order-proof.ts';
import { type ExpectedPurchase, moneyMismatch, paymentMismatch } from './payment-mismatch.ts';
import { type ChargeOrder, chargeSavedMethod } from './stripe-charge.ts';
import { type ReportedPayment, readStripeEvent, type StripeReport } from './stripe-event.ts';
import type { ReportedReversal } from './stripe-reversal.ts';
import { withinTimeLimit } from './time-limit.ts';

/** Timeout of one request to Stripe. */
const TIMEOUT_MS = 8_000;
/** Timeout of all Stripe requests of a checkout or a charge; shorter than the SDK's own timeout. */
const TIME_LIMIT_MS = 20_000;
/** Stripe's own limit is 24 hours. */
const CHECKOUT_LASTS_MS = 23 * 60 * 60 * 1_000;

/** Prefixes of secret and restricted keys in Stripe's live mode. */
const LIVE_KEY = /^(sk|rk)_live_/;

const TIMEOUT_MESSAGE = 'Stripe did not respond in time';

export interface StripeSettings {
  readonly secretKey: string;
  readonly webhookSecret: string;
  readonly publicUrl: string;
  /** Signs each order, so that a payment can be traced to it. */
  readonly keyring: Pick<Keyring, 'sign' | 'verify'>;
  /** Address of the Stripe API. Default: Stripe's own. */
  readonly api?: {
    readonly host: string;
    readonly port: number;
    readonly protocol: 'http' | 'https';
  };
  /** How long a checkout or a charge may take, in milliseconds. Default 20 seconds. */
  readonly timeLimitMs?: number;
}

/**
 * Sells credits through Stripe Checkout. Every call uses the purchase as its idempotency key, so that a retry after a
 * crash does not charge twice. Card data never reaches the server (contract §8).
 */
export class StripePayments implements Payments {
  readonly #stripe: Stripe;
  readonly #settings: StripeSettings;

  constructor(settings: StripeSettings) {
    this.#settings = settings;
    this.#stripe = new Stripe(settings.secretKey, {
      timeout: TIMEOUT_MS,
      maxNetworkRetries: 1,
      telemetry: false,
      ...settings.api,
    });
  }

  createCheckout(
    order: Parameters<Payments['createCheckout']>[0],
    signal?: AbortSignal,
  ): Promise<Checkout> {
    return this.#inTime(async () => {
      const { organization_id, purchase_id, amount_cents, now } = order;
      const metadata = this.#metadataOf(order);
      const expires_at = now + CHECKOUT_LASTS_MS;
      const session = await this.#stripe.checkout.sessions.create(
        {
          mode: 'payment',
          customer: await this.#customerOf(organization_id),
          client_reference_id: purchase_id,
          metadata,
          // Saved at Stripe for automatic top-ups.
          payment_intent_data: { setup_future_usage: 'off_session', metadata },
          line_items: [
            {
              quantity: 1,
              price_data: {
                currency: 'usd',
                unit_amount: amount_cents,
                product_data: { name: 'FirstHandAPI credits' },
              },
            },
          ],
          success_url: `${this.#settings.publicUrl}/checkout/done`,
          cancel_url: `${this.#settings.publicUrl}/checkout/cancelled`,
          expires_at: Math.floor(expires_at / 1_000),
        },
        { idempotencyKey: `checkout:${purchase_id}` },
      );
      if (session.url === null) throw new Error('Stripe returned no URL for the checkout');
      return { checkout_url: session.url, reference: session.id, expires_at };
    }, signal);
  }

  charge(order: ChargeOrder): Promise<string> {
    return this.#inTime(async () =>
      chargeSavedMethod(this.#stripe, await this.#customerOf(order.organization_id), {
        ...order,
        metadata: { ...this.#metadataOf(order), attempt: String(order.attempt) },
      }),
    );
  }

  /**
   * Returns what a Stripe webhook reports of a payment, or undefined for any other event.
   *
   * @throws Stripe.errors.StripeSignatureVerificationError when the signature does not verify.
   */
  readEvent(rawBody: string, signature: string): StripeReport | undefined {
    const { webhookSecret } = this.#settings;
    return readStripeEvent(this.#stripe.webhooks.constructEvent(rawBody, signature, webhookSecret));
  }

  /** Whether `readEvent` threw because the signature does not verify. */
  isForgery(error: unknown): boolean {
    return error instanceof Stripe.errors.StripeSignatureVerificationError;
  }

  /** Returns why a reported payment does not pay `purchase`, or undefined when it does. */
  mismatch(payment: ReportedPayment, purchase: ExpectedPurchase): string | undefined {
    return paymentMismatch(this.#settings.keyring, this.#isLive(), payment, purchase);
  }

  /** Returns why a refund or dispute is not of this server's money, or undefined when it is. */
  reversalMismatch(reversal: ReportedReversal): string | undefined {
    return moneyMismatch(this.#isLive(), reversal);
  }

  /** Returns the metadata of a payment, or undefined when Stripe does not know the payment. */
  orderOf(paymentId: string): Promise<Readonly<Record<string, string>> | undefined> {
    return this.#inTime(async () => {
      try {
        return (await this.#stripe.paymentIntents.retrieve(paymentId)).metadata;
      } catch (error) {
        if (error instanceof Stripe.errors.StripeError && error.statusCode === 404)
          return undefined;
        throw error;
      }
    });
  }

  /** Whether the metadata is what this server attached to the order of `purchase`. */
  isOrderOf(
    { id, organization_id, amount_cents }: ExpectedPurchase,
    metadata: Readonly<Record<string, string>>,
  ): boolean {
    const order = { organization_id, purchase_id: id, amount_cents };
    return isOrderProof(this.#settings.keyring, order, metadata.proof ?? '');
  }

  #isLive(): boolean {
    return LIVE_KEY.test(this.#settings.secretKey);
  }

  #metadataOf(order: { organization_id: string; purchase_id: string; amount_cents: number }) {
    const { organization_id, purchase_id } = order;
    return { organization_id, purchase_id, proof: signOrder(this.#settings.keyring, order) };
  }

  /** Returns the id of an organization's Stripe customer, found by its metadata at Stripe or created. */
  async #customerOf(organizationId: string): Promise<string> {
    const { data } = await this.#stripe.customers.search({
      query: `metadata['organization_id']:'${organizationId}'`,
      limit: 1,
    });
    const [known] = data;
    if (known !== undefined) return known.id;
    const created = await this.#stripe.customers.create(
      { metadata: { organization_id: organizationId } },
      // Stripe's search is eventually consistent: two purchases in a row must not create two customers.
      { idempotencyKey: `customer:${organizationId}` },
    );
    return created.id;
  }

  /** Returns the call's result, or throws a `TimeoutError` when one request or all of them together take too long. */
  async #inTime<T>(call: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    const milliseconds = this.#settings.timeLimitMs ?? TIME_LIMIT_MS;
    try {
      return await withinTimeLimit({ milliseconds, signal, message: TIMEOUT_MESSAGE }, call());
    } catch (error) {
      throw isTimeout(error) ? new TimeoutError(TIMEOUT_MESSAGE, { cause: error }) : error;
    }
  }
}

function isTimeout(error: unknown): boolean {
  const { StripeConnectionError } = Stripe.errors;
  return error instanceof StripeConnectionError && /timed? ?out/i.test(error.message);
}
