import { PaymentRefusedError } from '../../errors/port-errors.ts';
import type { Checkout, Payments } from '../../ports.ts';

/**
 * The fate of one call: it succeeds, it is refused, it is done or not and ends in an error that leaves the outcome
 * unknown, or it is done or not and never returns.
 */
export type CallFate =
  | 'answered'
  | 'refused'
  | 'done, then an error'
  | 'an error before anything is done'
  | 'done, then silence'
  | 'silence before anything is done';

const DAY_MS = 24 * 60 * 60 * 1_000;

/**
 * An idempotent payment provider: the same key is the same order and returns the same outcome. The next calls meet the
 * fates that a test sets; all later calls succeed.
 */
export class PaymentProvider implements Payments {
  /** The key of every call. */
  readonly asked: string[] = [];
  /** Charges that took money: purchase id and attempt. */
  readonly taken: { readonly purchase_id: string; readonly attempt: number }[] = [];
  fates: CallFate[] = [];
  /** Creates the error of failing calls. */
  error = () => new Error('The connection was reset');
  readonly #outcomes = new Map<string, unknown>();
  readonly #waiting: { readonly times: number; readonly resolve: () => void }[] = [];

  /** Resolves once the provider was called this many times. */
  whenAsked(times: number): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting.push({ times, resolve });
      this.#tellWaiting();
    });
  }

  createCheckout(order: Parameters<Payments['createCheckout']>[0]): Promise<Checkout> {
    const { purchase_id, now } = order;
    return this.#meetFate(`checkout:${purchase_id}:${now}`, () => ({
      checkout_url: `https://checkout.stripe.com/c/pay/cs_${purchase_id}`,
      reference: `cs_${purchase_id}`,
      expires_at: now + DAY_MS,
    }));
  }

  charge(order: Parameters<Payments['charge']>[0]): Promise<string> {
    const { purchase_id, attempt } = order;
    return this.#meetFate(`charge:${purchase_id}:${attempt}`, () => {
      this.taken.push({ purchase_id, attempt });
      return `pi_${purchase_id}_${attempt}`;
    });
  }

  async #meetFate<T>(key: string, act: () => T): Promise<T> {
    this.asked.push(key);
    this.#tellWaiting();
    const fate = this.fates.shift() ?? 'answered';
    if (fate === 'an error before anything is done') throw this.error();
    if (fate === 'silence before anything is done') return silence();
    const outcome = this.#once(key, fate === 'refused' ? () => REFUSED : act);
    if (fate === 'done, then silence') return silence();
    if (fate === 'done, then an error') throw this.error();
    if (outcome === REFUSED) throw new PaymentRefusedError('The card was declined');
    return outcome as T;
  }

  #tellWaiting(): void {
    for (const { times, resolve } of this.#waiting) if (this.asked.length >= times) resolve();
  }

  #once(key: string, act: () => unknown): unknown {
    if (!this.#outcomes.has(key)) this.#outcomes.set(key, act());
    return this.#outcomes.get(key);
  }
}

const REFUSED = Symbol('refused');

function silence(): Promise<never> {
  return new Promise(() => {});
}
