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
} from './adapters/types.ts';

export type * from './adapters/types.ts';

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
