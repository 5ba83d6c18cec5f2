/**
 * Webhooks on Node's own `http`, `https` and `http2` servers.
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

const FIX = 'Call this handler before anything reads the request.';

/**
 * Makes a request listener that reads, verifies, handles and answers a delivery.
 *
 * @param options - the secret, tolerance, `seen`, `maxBodyBytes` and `onError`
 * @param handler - a function of the event and the Node request, or a router
 * @returns a listener for `http.createServer`; its promise settles once the answer is sent
 * @example
 * ```ts
 * createServer(webhookHandler({ secret }, (event) => console.log(event.type))).listen(3000);
 * ```
 */
export function webhookHandler<Request extends IncomingRequest = IncomingRequest>(
  options: WebhookHandlerOptions,
  handler: WebhookHandlerLike<Request>,
): IncomingHandler<Request> {
  return createIncomingHandler(options, handler, FIX);
}
