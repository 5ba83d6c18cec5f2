import { readRequestBody } from './read-request-body.ts';
import { type UnwrapOptions, unwrapWebhook } from './unwrap-webhook.ts';
import type { WebhookEvent } from './webhook-event.ts';
import type { WebhookSecret } from './webhook-secret.ts';

/** Options of {@link unwrapRequest}. */
export interface UnwrapRequestOptions extends UnwrapOptions {
  /** The largest body to read, in bytes. Default 1,048,576 (1 MiB). */
  maxBodyBytes?: number | undefined;
}

/**
 * Reads and verifies a `Request` and returns its typed event. Asynchronous only because reading is:
 * a forgotten `await` yields a promise, never an event.
 *
 * @param request - a request whose body has not been read
 * @param secret - the endpoint's `whsec_…` secret, or several during a rotation
 * @param options - those of `unwrapWebhook`, and `maxBodyBytes`
 * @returns the event, discriminated by `type`
 * @throws {@link WebhookVerificationError} (as a rejection) for the reasons of `unwrapWebhook`, and
 * `parsed_body` when the body was already read, `body_too_large`, `unreadable_body`
 * @example
 * ```ts
 * const event = await unwrapRequest(request, process.env.FIRSTHAND_WEBHOOK_SECRET);
 * ```
 */
export async function unwrapRequest(
  request: Request,
  secret: WebhookSecret,
  options: UnwrapRequestOptions = {},
): Promise<WebhookEvent> {
  const body = await readRequestBody(request, options?.maxBodyBytes);
  return unwrapWebhook(body, request.headers, secret, options);
}
