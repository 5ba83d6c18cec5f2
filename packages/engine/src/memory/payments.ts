import { simulatedCheckoutUrl } from '../credits/purchases/simulated-checkout.ts';
import { PaymentRefusedError } from '../errors/port-errors.ts';
import type { Checkout, Payments } from '../ports.ts';

const CHECKOUT_LASTS_MS = 24 * 60 * 60 * 1_000;

/** Moves no money: checkouts stay pending until `completePurchase`, and charges succeed unless set to fail. */
export class MemoryPayments implements Payments {
  #chargeFailures = 0;
  #checkoutFailures = 0;

  /** The next `count` charges are declined. */
  failCharges(count: number): void {
    this.#chargeFailures = count;
  }

  /** The next `count` checkouts cannot be created, as when the provider is down. */
  failCheckouts(count: number): void {
    this.#checkoutFailures = count;
  }

  async createCheckout(order: Parameters<Payments['createCheckout']>[0]): Promise<Checkout> {
    if (this.#checkoutFailures > 0) {
      this.#checkoutFailures -= 1;
      throw new Error('The payment provider is down');
    }
    return {
      checkout_url: simulatedCheckoutUrl(order.purchase_id),
      reference: `cs_test_${order.purchase_id}`,
      expires_at: order.now + CHECKOUT_LASTS_MS,
    };
  }

  async charge(order: Parameters<Payments['charge']>[0]): Promise<string> {
    if (this.#chargeFailures > 0) {
      this.#chargeFailures -= 1;
      throw new PaymentRefusedError('The card was declined');
    }
    return `pi_test_${order.purchase_id}`;
  }
}
