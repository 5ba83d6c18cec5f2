/**
 * Webhooks on Next.js: route handlers of the App Router, on the Node and the edge runtime, and API
 * routes of the Pages Router.
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

export type { WebhookOptionsLike } from './adapters/fetch-handler.ts';
export type * from './adapters/incoming-types.ts';
export { webhookHandler } from './web.ts';

const FIX =
  'In a Next.js API route, export const config = { api: { bodyParser: false } } beside the handler.';

/**
 * Creates an API route for the Pages Router. The route must also export
 * `config = { api: { bodyParser: false } }`; otherwise the exact bytes are lost before it runs.
 *
 * @param options - the secret, tolerance, `seen`, `maxBodyBytes` and `onError`
 * @param handler - a function of the event and the request, or a router
 * @returns the route's default export
 * @example
 * ```ts
 * export const config = { api: { bodyParser: false } };
 * export default pagesWebhookHandler({ secret }, (event) => console.log(event.type));
 * ```
 */
export function pagesWebhookHandler<Request extends IncomingRequest = IncomingRequest>(
  options: WebhookHandlerOptions,
  handler: WebhookHandlerLike<Request>,
): IncomingHandler<Request> {
  return createIncomingHandler(options, handler, FIX);
}
