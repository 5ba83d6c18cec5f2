import { z } from 'zod';
import { both, unpaired, type ValuesOf } from './setting.ts';

export const paymentSettings = {
  STRIPE_SECRET_KEY: {
    meaning: 'Sells credits at Stripe Checkout; without it a local checkout page',
    default: '(local page)',
    schema: z.string().regex(/^(sk|rk)_/, 'must be a Stripe secret key (sk_… or rk_…)'),
  },
  STRIPE_WEBHOOK_SECRET: {
    meaning: 'Verifies what Stripe sends to PUBLIC_URL/payments/stripe',
    default: '(local page)',
    schema: z.string().regex(/^whsec_/, 'must be a Stripe webhook secret (whsec_…)'),
  },
} as const;

type Values = ValuesOf<typeof paymentSettings>;

/** Who sells credits. */
export interface PaymentConfiguration {
  readonly stripe: { readonly secretKey: string; readonly webhookSecret: string } | undefined;
}

export function readPayment(values: Values): PaymentConfiguration {
  return {
    stripe: both(
      values.STRIPE_SECRET_KEY,
      values.STRIPE_WEBHOOK_SECRET,
      (secretKey, webhookSecret) => ({ secretKey, webhookSecret }),
    ),
  };
}

/** Returns a problem for each setting that does not fit the others. */
export function paymentProblems(values: Values): string[] {
  return unpaired(values, 'STRIPE_SECRET_KEY', 'STRIPE_WEBHOOK_SECRET');
}
