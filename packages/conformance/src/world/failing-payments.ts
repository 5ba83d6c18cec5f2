import type { Payments } from '@firsthandapi/engine';
import { TimeoutError } from '@firsthandapi/engine';

/** A payment provider that can fail or time out for one checkout. */
export class FailingPayments implements Payments {
  readonly #payments: Payments;
  #failure: Error | undefined;

  constructor(payments: Payments) {
    this.#payments = payments;
  }

  failNext(status: 502 | 504): void {
    this.#failure =
      status === 504
        ? new TimeoutError('The payment provider timed out')
        : new Error('The payment provider is unreachable');
  }

  async createCheckout(order: Parameters<Payments['createCheckout']>[0]) {
    const failure = this.#failure;
    this.#failure = undefined;
    if (failure !== undefined) throw failure;
    return this.#payments.createCheckout(order);
  }

  charge(order: Parameters<Payments['charge']>[0]) {
    return this.#payments.charge(order);
  }
}
