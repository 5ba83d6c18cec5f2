/**
 * Webhooks on Node's own `http`, `https` and `http2` servers.
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

const FIX = 'Call this handler before anything reads the request.';

/**
 * Creates a request listener that reads, verifies and handles a delivery and sends the response.
 *
 * @param options - the secret, tolerance, `seen`, `maxBodyBytes` and `onError`
 * @param handler - a function of the event and the Node request, or a router
 * @returns a listener for `http.createServer`; its promise settles once the response is sent, and
 * never rejects
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
