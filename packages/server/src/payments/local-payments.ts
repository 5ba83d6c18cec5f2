import type { Checkout, Keyring, Payments } from '@firsthandapi/engine';

const CHECKOUT_LASTS_MS = 24 * 60 * 60 * 1_000;
const PURPOSE = 'local-checkout';

/** Payments without money: a page of the server itself stands in for the payment provider's checkout. */
export class LocalPayments implements Payments {
  readonly #keyring: Keyring;
  readonly #publicUrl: string;

  constructor(keyring: Keyring, publicUrl: string) {
    this.#keyring = keyring;
    this.#publicUrl = publicUrl;
  }

  async createCheckout({
    purchase_id,
    now,
  }: Parameters<Payments['createCheckout']>[0]): Promise<Checkout> {
    const token = this.#keyring.sign(PURPOSE, purchase_id);
    return {
      checkout_url: `${this.#publicUrl}/checkout/${purchase_id}?token=${token}`,
      reference: `local_${purchase_id}`,
      expires_at: now + CHECKOUT_LASTS_MS,
    };
  }

  async charge({ purchase_id }: Parameters<Payments['charge']>[0]): Promise<string> {
    return `local_${purchase_id}`;
  }

  /** Whether `token` is the one in the checkout link of the purchase. */
  isToken(purchaseId: string, token: string): boolean {
    return this.#keyring.verify(PURPOSE, purchaseId, token);
  }
}
