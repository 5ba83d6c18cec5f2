/**
 * Webhooks on Express 4 and 5.
 *
 * @module
 */
import { createIncomingHandler } from './adapters/incoming-handler.ts';
import type {
  IncomingHandler,
  IncomingRequest,
  WebhookHandlerLike,
  WebhookHandlerOptions,
} from './adapters/incoming-types.ts';

export type * from './adapters/incoming-types.ts';

const FIX =
  "In Express, register the webhook route before app.use(express.json()), or give the route express.raw({ type: '*/*' }).";

/**
 * Creates a route handler that verifies and handles a delivery and sends the response. It reads the
 * body itself, so it needs no body parser; `express.raw()` and a kept `request.rawBody` work too.
 *
 * @param options - the secret, tolerance, `seen`, `maxBodyBytes` and `onError`
 * @param handler - a function of the event and the Express request, or a router
 * @returns a handler for `app.post`; it always responds, and never calls `next`
 * @example
 * ```ts
 * app.post('/hooks', firsthandWebhook({ secret }, (event) => console.log(event.type)));
 * app.use(express.json()); // after the webhook
 * ```
 */
export function firsthandWebhook<Request extends IncomingRequest = IncomingRequest>(
  options: WebhookHandlerOptions,
  handler: WebhookHandlerLike<Request>,
): IncomingHandler<Request> {
  return createIncomingHandler(options, handler, FIX);
}
