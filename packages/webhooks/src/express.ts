/**
 * Webhooks on Express 4 and 5.
 *
 * @module
 */

import type { IncomingRequest } from './adapters/incoming-body.ts';
import {
  createIncomingHandler,
  type IncomingHandler,
  type OutgoingResponse,
} from './adapters/incoming-handler.ts';
import type { WebhookHandlerLike, WebhookHandlerOptions } from './handle-webhook.ts';

export type {
  IncomingHandler,
  IncomingRequest,
  OutgoingResponse,
  WebhookHandlerLike,
  WebhookHandlerOptions,
};

const FIX =
  "In Express, register the webhook route before app.use(express.json()), or give the route express.raw({ type: '*/*' }).";

/**
 * Makes a route handler that verifies, handles and answers a delivery. It reads the body itself, so
 * no body parser is needed; `express.raw()` and a kept `request.rawBody` work too.
 *
 * @param options - the secret, tolerance, `seen`, `maxBodyBytes` and `onError`
 * @param handler - a function of the event and the Express request, or a router
 * @returns a handler for `app.post`; it always answers and never calls `next`
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
