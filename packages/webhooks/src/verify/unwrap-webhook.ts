import { ignoreRejection } from './ignore-rejection.ts';
import { parseEvent } from './parse-event.ts';
import { type RawBody, toHashable } from './raw-body.ts';
import type { VerificationOptions } from './verification-options.ts';
import { checkSignature } from './verify-webhook-signature.ts';
import type { WebhookEvent } from './webhook-event.ts';
import { readSignatureHeader, type WebhookHeaders } from './webhook-headers.ts';
import type { WebhookSecret } from './webhook-secret.ts';
import { WebhookVerificationError } from './webhook-verification-error.ts';

/** Options of {@link unwrapWebhook}. */
export interface UnwrapOptions extends VerificationOptions {
  /**
   * Claims the event's id: returns `true` when it is new, `false` when it was seen before, which
   * throws `duplicate`. Must be synchronous; a promise throws `bad_option`. For an asynchronous
   * store use `handleWebhook` or an adapter, which also release the id when the handler fails.
   */
  seen?: ((eventId: string) => boolean) | undefined;
}

/**
 * Verifies a delivery and returns its typed event. Synchronous on every runtime.
 *
 * @param rawBody - the body exactly as received
 * @param headers - the request's headers: `Headers`, or a plain object with names in any case
 * @param secret - the endpoint's `whsec_…` secret, or several during a rotation
 * @param options - tolerance in seconds (default 300), `receivedAt`, and the `seen` hook
 * @returns the event, discriminated by `type`; types unknown to this version pass
 * @throws {@link WebhookVerificationError} when it does not verify, is not an event, or was seen before
 * @example
 * ```ts
 * const event = unwrapWebhook(rawBody, request.headers, [newSecret, oldSecret]);
 * if (event.type === 'job.completed') console.log(event.data.files_approved);
 * ```
 */
export function unwrapWebhook(
  rawBody: RawBody,
  headers: WebhookHeaders,
  secret: WebhookSecret,
  options: UnwrapOptions = {},
): WebhookEvent {
  const body = toHashable(rawBody);
  checkSignature(body, readSignatureHeader(headers), secret, options);
  const event = parseEvent(body);
  if (options.seen) claim(event.id, options.seen);
  return event;
}

function claim(eventId: string, seen: (eventId: string) => unknown): void {
  const isNew = seen(eventId);
  // A promise is truthy, so it would let every duplicate pass.
  if (typeof isNew !== 'boolean') {
    ignoreRejection(isNew);
    throw new WebhookVerificationError(
      'bad_option',
      'Invalid option: seen must return true or false, not a promise. Use handleWebhook or an adapter for an asynchronous store.',
    );
  }
  if (!isNew) {
    throw new WebhookVerificationError('duplicate', `Event ${eventId} was already received.`);
  }
}
