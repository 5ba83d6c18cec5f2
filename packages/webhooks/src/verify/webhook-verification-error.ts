/**
 * Why a delivery was refused. Codes never change meaning; messages may be reworded, so switch over
 * the code.
 *
 * Caused by the sender: `missing_header`, `malformed_header`, `no_signature`, `timestamp_too_old`,
 * `timestamp_too_new`, `no_match`, `invalid_json`, `invalid_event`, `duplicate`, `body_too_large`,
 * `unreadable_body`. Caused by the receiver's code or configuration: `missing_body`, `parsed_body`,
 * `bad_secret`, `bad_option`.
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

// In the global registry, so that an error from another installed copy is recognised too.
const brand: unique symbol = /* @__PURE__ */ Symbol.for(
  '@firsthandapi/webhooks.WebhookVerificationError',
) as never;

/**
 * The only error that verification throws, whatever its input. The message never contains a secret,
 * a signature or the body, so it is safe to log and to return to the sender.
 */
export class WebhookVerificationError extends Error {
  declare readonly name: 'WebhookVerificationError';
  /** Why the delivery was refused. */
  declare readonly code: WebhookVerificationErrorCode;
  /** @internal */
  declare readonly [brand]: true;

  /**
   * @param code - why the delivery was refused
   * @param message - what is wrong and how to fix it
   * @param options - the standard error options: `cause`
   */
  constructor(
    code: WebhookVerificationErrorCode,
    message: string,
    options?: { readonly cause?: unknown },
  ) {
    super(message, options);
    // Not fields: a bundler keeps a class with a computed name in it, even for programs that never use it.
    Object.assign(this, { name: 'WebhookVerificationError', code, [brand]: true });
  }
}

/**
 * Recognises a {@link WebhookVerificationError}, including one from another installed copy of this
 * package, where `instanceof` fails.
 *
 * @param value - any value, typically what a `catch` clause received
 * @returns whether `value` is such an error; never throws
 * @example
 * ```ts
 * if (isWebhookVerificationError(error)) console.warn('refused:', error.code);
 * ```
 */
export function isWebhookVerificationError(value: unknown): value is WebhookVerificationError {
  try {
    return (value as WebhookVerificationError)[brand] === true;
  } catch {
    return false;
  }
}
