import type { Keyring } from '@firsthandapi/engine';

const PURPOSE = 'payment-order';

/** An order as the organization agreed to pay it. */
export interface PaymentOrder {
  readonly organization_id: string;
  readonly purchase_id: string;
  readonly amount_cents: number;
}

/**
 * Signs an order, so that a payment which names a purchase can be traced to this server: anyone who sees a purchase id
 * can put it into a payment link of the same Stripe account.
 */
export function signOrder(keyring: Pick<Keyring, 'sign'>, order: PaymentOrder): string {
  return keyring.sign(PURPOSE, textOf(order));
}

/** Whether `proof` is the signature of the order, compared in constant time. */
export function isOrderProof(
  keyring: Pick<Keyring, 'verify'>,
  order: PaymentOrder,
  proof: string,
): boolean {
  return keyring.verify(PURPOSE, textOf(order), proof);
}

function textOf({ organization_id, purchase_id, amount_cents }: PaymentOrder): string {
  return JSON.stringify([organization_id, purchase_id, amount_cents]);
}
