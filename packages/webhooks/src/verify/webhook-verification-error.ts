/**
 * Why a delivery was refused. Switch over it; messages may be reworded, codes do not change meaning.
 *
 * The sender's side: `missing_header`, `malformed_header`, `no_signature`, `timestamp_too_old`,
 * `timestamp_too_new`, `no_match`, `invalid_json`, `invalid_event`, `duplicate`, `body_too_large`,
 * `unreadable_body`. The receiver's own side, to be fixed in code or configuration: `missing_body`,
 * `parsed_body`, `bad_secret`, `bad_option`.
 */
export type WebhookVerificationErrorCode =
  | 'missing_header'
  | 'malformed_header'
  | 'no_signature'
  | 'timestamp_too_old'
  | 'timestamp_too_new'
  | 'no_match'
  | 'missing_body'
  | 'parsed_body'
  | 'body_too_large'
  | 'unreadable_body'
  | 'bad_secret'
  | 'bad_option'
  | 'invalid_json'
  | 'invalid_event'
  | 'duplicate';

// Registered globally, so that an error made by another installed copy is recognised too.
const brand: unique symbol = Symbol.for('@firsthandapi/webhooks.WebhookVerificationError');

/**
 * The only error that verification throws, whatever it is given. Its message never holds a secret,
 * a signature or a body, so it is safe to log and to send back.
 */
export class WebhookVerificationError extends Error {
  override readonly name = 'WebhookVerificationError';
  /** Why the delivery was refused. */
  readonly code: WebhookVerificationErrorCode;
  /** @internal */
  readonly [brand] = true;

  /**
   * @param code - why the delivery was refused
   * @param message - what was wrong and how to put it right
   * @param options - the standard error options: `cause`
   */
  constructor(code: WebhookVerificationErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/**
 * Recognises a {@link WebhookVerificationError}, also one made by another installed copy of this
 * package, where `instanceof` fails.
 *
 * @param value - anything, typically what a `catch` received
 * @returns whether `value` is such an error; never throws
 */
export function isWebhookVerificationError(value: unknown): value is WebhookVerificationError {
  try {
    return (value as WebhookVerificationError)[brand] === true;
  } catch {
    return false;
  }
}
