/**
 * Webhooks on platforms that pass a `Request` and expect a `Response`: Cloudflare Workers, Deno, Bun,
 * Vercel and Netlify functions. SvelteKit, Remix and Astro wrap the request and have entries of their
 * own.
 *
 * @module
 */
import { respondToFetch, type WebhookOptionsLike } from './adapters/fetch-handler.ts';
import type { WebhookHandlerLike } from './handle/handle-webhook.ts';
import { readRequestBody } from './verify/read-request-body.ts';

export type * from './adapters/fetch-types.ts';

/**
 * Creates a function that verifies and handles a delivery and returns the response.
 *
 * @typeParam Rest - what the platform passes after the request: `[env, ctx]` on Cloudflare Workers
 * @param options - the secret, tolerance, `seen`, `maxBodyBytes` and `onError`; or a function of the
 * request and the platform's further arguments that returns them
 * @param handler - a function of the event, the request and the platform's further arguments; or a
 * router
 * @returns a function of a `Request` whose body has not been read
 * @example
 * ```ts
 * export default { fetch: webhookHandler({ secret }, (event) => console.log(event.type)) };
 * ```
 * @example Cloudflare Workers, where secrets and stores arrive with each request
 * ```ts
 * export default {
 *   fetch: webhookHandler<[env: Env, ctx: ExecutionContext]>(
 *     (_request, env) => ({ secret: env.FIRSTHAND_WEBHOOK_SECRET }),
 *     (event, _request, env, ctx) => ctx.waitUntil(archive(event, env)),
 *   ),
 * };
 * ```
 */
export function webhookHandler<Rest extends readonly unknown[] = []>(
  options: WebhookOptionsLike<Request, Rest>,
  handler: WebhookHandlerLike<Request, Rest>,
): (request: Request, ...rest: Rest) => Promise<Response> {
  return (request, ...rest) => {
    const readBody = (maxBodyBytes?: number) => readRequestBody(request, maxBodyBytes);
    return respondToFetch({ request: () => request, readBody }, options, handler, request, ...rest);
  };
}
