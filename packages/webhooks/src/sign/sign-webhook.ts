import { hmacSha256 } from '../crypto/hmac-sha256.ts';
import { type RawBody, toHashable } from '../verify/raw-body.ts';
import { type Moment, toUnixSeconds } from '../verify/verification-options.ts';
import { toSecrets, type WebhookSecret } from '../verify/webhook-secret.ts';

/** Input of {@link signWebhook}. */
export interface SignWebhookInput {
  /** The body exactly as it will be sent. */
  body: RawBody;
  /** The endpoint's secret, or every active one during a rotation: one `v1` each. */
  secret?: WebhookSecret;
  /** Alias of `secret`; pass one of the two. */
  secrets?: readonly string[] | undefined;
  /** When the delivery is sent: a `Date` or a number of unix seconds. Default: now. */
  timestamp?: Moment | undefined;
}

/**
 * Returns the value of `X-FirstHand-Signature` (Contract §7): `t=<unix seconds>,v1=<hex>`, with one
 * `v1` per secret, in the order given.
 *
 * @param input - the body, the secret or secrets, and the time of sending
 * @returns the header's value
 * @throws {@link WebhookVerificationError} `missing_body`, `parsed_body`, `bad_secret` or `bad_option`
 * @example
 * ```ts
 * const header = signWebhook({ body: '{"id":"evt_1","type":"job.completed"}', secret });
 * ```
 */
export function signWebhook(input: SignWebhookInput): string {
  const body = toHashable(input.body);
  const secrets = toSecrets(input.secrets ?? input.secret);
  const timestamp = toUnixSeconds(input.timestamp ?? Date.now() / 1000, 'timestamp');
  const signatures = secrets.map((secret) => `,v1=${hmacSha256(secret, `${timestamp}.`, body)}`);
  return `t=${timestamp}${signatures.join('')}`;
}
