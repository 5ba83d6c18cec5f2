/**
 * Webhooks on Hono, on every runtime it supports.
 *
 * @module
 */
import { respondToFetch, type WebhookOptionsLike } from './adapters/fetch-handler.ts';
import type { WebhookHandlerLike } from './handle/handle-webhook.ts';
import type { RawBody } from './verify/raw-body.ts';
import { readRequestBody } from './verify/read-request-body.ts';
import { WebhookVerificationError } from './verify/webhook-verification-error.ts';

export type * from './adapters/fetch-types.ts';

/** The parts of a Hono context that are used. */
export interface HonoContextLike {
  readonly req: {
    readonly raw: Request;
    /** What Hono has read of the body, by the name of the method that read it. */
    readonly bodyCache: object;
  };
}

/**
 * Creates a handler that verifies and handles a delivery and returns the response.
 *
 * @param options - the secret, tolerance, `seen`, `maxBodyBytes` and `onError`; or a function of the
 * Hono context that returns them
 * @param handler - a function of the event and the Hono context, or a router
 * @returns a handler for `app.post`
 * @example
 * ```ts
 * app.post('/hooks', webhookHandler({ secret }, (event) => console.log(event.type)));
 * ```
 */
export function webhookHandler<Context extends HonoContextLike = HonoContextLike>(
  options: WebhookOptionsLike<Context>,
  handler: WebhookHandlerLike<Context>,
): (context: Context) => Promise<Response> {
  return (context) => {
    const readBody = (maxBodyBytes?: number) => readHonoBody(context, maxBodyBytes);
    const request = () => context.req.raw;
    return respondToFetch({ request, readBody }, options, handler, context);
  };
}

async function readHonoBody({ req }: HonoContextLike, maxBodyBytes?: number): Promise<RawBody> {
  if (!req.raw.bodyUsed) return readRequestBody(req.raw, maxBodyBytes);
  const cache = req.bodyCache as { arrayBuffer?: Promise<ArrayBuffer>; text?: Promise<string> };
  const kept = await (cache.arrayBuffer ?? cache.text);
  if (kept !== undefined) return kept;
  throw new WebhookVerificationError(
    'parsed_body',
    'A middleware read the body, so the exact bytes are lost. In Hono, read it with c.req.arrayBuffer() or c.req.text(), or register the webhook route before that middleware.',
  );
}
