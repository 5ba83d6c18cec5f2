import type { WebhookHandlerLike } from '../handle/handle-webhook.ts';
import { readRequestBody } from '../verify/read-request-body.ts';
import { respondToFetch, type WebhookOptionsLike } from './fetch-handler.ts';

/** The part that is used of the object in which a framework passes the request. */
export interface RequestContext {
  readonly request: Request;
}

/**
 * Creates a function that verifies and handles a delivery and returns the response, for frameworks
 * that pass the request inside an object.
 *
 * @typeParam Context - the framework's object: SvelteKit's `RequestEvent`, the `ActionFunctionArgs`
 * of Remix and React Router, Astro's `APIContext`
 * @param options - the secret, tolerance, `seen`, `maxBodyBytes` and `onError`; or a function of the
 * framework's object that returns them
 * @param handler - a function of the event and the framework's object, or a router
 * @returns the framework's handler for POST requests
 * @example SvelteKit, in src/routes/hooks/+server.ts
 * ```ts
 * export const POST = webhookHandler({ secret }, (event) => console.log(event.type));
 * ```
 * @example Remix and React Router, in a route without a component
 * ```ts
 * export const action = webhookHandler({ secret }, (event) => console.log(event.type));
 * ```
 * @example Astro, in src/pages/hooks.ts
 * ```ts
 * export const prerender = false;
 * export const POST = webhookHandler({ secret }, (event) => console.log(event.type));
 * ```
 */
export function webhookHandler<Context extends RequestContext = RequestContext>(
  options: WebhookOptionsLike<Context>,
  handler: WebhookHandlerLike<Context>,
): (context: Context) => Promise<Response> {
  return (context) => {
    // Read with care, since this is also what runs when the wrong adapter is imported.
    const request = () => context?.request;
    const readBody = async (maxBodyBytes?: number) => readRequestBody(request(), maxBodyBytes);
    return respondToFetch({ request, readBody }, options, handler, context);
  };
}
