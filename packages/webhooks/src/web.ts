/**
 * Webhooks wherever a handler takes a `Request` and gives a `Response`: Cloudflare Workers, Deno,
 * Bun, Vercel functions, SvelteKit, Remix, Astro.
 *
 * @module
 */
import { METHOD_NOT_ALLOWED } from './adapters/method-not-allowed.ts';
import {
  handleWebhook,
  type WebhookHandlerLike,
  type WebhookHandlerOptions,
} from './handle/handle-webhook.ts';
import { readRequestBody } from './verify/read-request-body.ts';

export type { WebhookHandlerLike, WebhookHandlerOptions };

/**
 * Makes a function that verifies, handles and answers a delivery.
 *
 * @param options - the secret, tolerance, `seen`, `maxBodyBytes` and `onError`
 * @param handler - a function of the event and the request, or a router
 * @returns a function of a `Request` whose body was not read yet
 * @example
 * ```ts
 * export default { fetch: webhookHandler({ secret }, (event) => console.log(event.type)) };
 * ```
 */
export function webhookHandler(
  options: WebhookHandlerOptions,
  handler: WebhookHandlerLike<Request>,
): (request: Request) => Promise<Response> {
  return async (request) => {
    if (request.method !== 'POST') {
      const { status, body } = METHOD_NOT_ALLOWED;
      return Response.json(body, { status, headers: { allow: 'POST' } });
    }
    const rawBody = readRequestBody(request, options.maxBodyBytes);
    const { status, body } = await handleWebhook(
      rawBody,
      request.headers,
      options,
      handler,
      request,
    );
    return Response.json(body, { status });
  };
}
