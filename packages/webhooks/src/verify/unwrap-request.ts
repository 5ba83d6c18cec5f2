import { readRequestBody } from './read-request-body.ts';
import { type UnwrapOptions, unwrapWebhook } from './unwrap-webhook.ts';
import type { WebhookEvent } from './webhook-event.ts';
import type { WebhookSecret } from './webhook-secret.ts';

/** Options of {@link unwrapRequest}. */
export interface UnwrapRequestOptions extends UnwrapOptions {
  /** The largest body that is read, in bytes. Default 1,048,576 (1 MiB). */
  maxBodyBytes?: number | undefined;
}

/**
 * Reads a `Request`, verifies it and gives its typed event. Asynchronous, because reading is; what
 * it resolves to is the event, so a forgotten `await` yields a promise and never an event.
 *
 * @param request - a request whose body was not read yet
 * @param secret - the endpoint's `whsec_…` secret, or several while one is being rotated
 * @param options - as for `unwrapWebhook`, and `maxBodyBytes`
 * @returns the event, discriminated by `type`
 * @throws {@link WebhookVerificationError} (as a rejection) as `unwrapWebhook` does, and
 * `parsed_body` when the body was read before, `body_too_large`, `unreadable_body`
 */
export async function unwrapRequest(
  request: Request,
  secret: WebhookSecret,
  options: UnwrapRequestOptions = {},
): Promise<WebhookEvent> {
  const body = await readRequestBody(request, options.maxBodyBytes);
  return unwrapWebhook(body, request.headers, secret, options);
}
