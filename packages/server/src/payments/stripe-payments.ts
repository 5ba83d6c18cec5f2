import type { Checkout, Payments } from '@firsthandapi/engine';
import Stripe from 'stripe';
import { isOrderProof, signOrder } from './order-proof.ts';
import { type ExpectedPurchase, moneyMismatch, paymentMismatch } from './payment-mismatch.ts';
import { type ChargeOrder, chargeSavedMethod } from './stripe-charge.ts';
import { openCheckout } from './stripe-checkout.ts';
import { customerOf } from './stripe-customer.ts';
import { type ReportedPayment, readStripeEvent, type StripeReport } from './stripe-event.ts';
import { metadataOf } from './stripe-metadata.ts';
import type { ReportedReversal } from './stripe-reversal.ts';
import type { StripeSettings } from './stripe-settings.ts';
import { inStripeTime } from './stripe-time.ts';

/** Timeout of one request to Stripe. */
const TIMEOUT_MS = 8_000;
/** Prefixes of secret and restricted keys in Stripe's live mode. */
const LIVE_KEY = /^(sk|rk)_live_/;

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
    const { publicUrl } = this.#settings;
    return this.#inTime(async () => {
      const customer = await customerOf(this.#stripe, order.organization_id);
      return openCheckout(this.#stripe, {
        ...order,
        customer,
        publicUrl,
        metadata: this.#metadataOf(order),
      });
    }, signal);
  }

  charge(order: ChargeOrder): Promise<string> {
    return this.#inTime(async () =>
      chargeSavedMethod(this.#stripe, await customerOf(this.#stripe, order.organization_id), {
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
    return this.#inTime(() => metadataOf(this.#stripe, paymentId));
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

  #inTime<T>(call: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    return inStripeTime(call, this.#settings.timeLimitMs, signal);
  }
}
