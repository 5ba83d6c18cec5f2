import type { Keyring } from '@firsthandapi/engine';

/** The account at Stripe, and where buyers come back to. */
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
