/**
 * Webhooks on Hono, on any runtime it runs on.
 *
 * @module
 */
import {
  handleWebhook,
  type WebhookHandlerLike,
  type WebhookHandlerOptions,
} from './handle/handle-webhook.ts';
import type { RawBody } from './verify/raw-body.ts';
import { readRequestBody } from './verify/read-request-body.ts';
import { WebhookVerificationError } from './verify/webhook-verification-error.ts';

export type { WebhookHandlerLike, WebhookHandlerOptions };

/** The part of a Hono context that is used. */
export interface HonoContextLike {
  readonly req: {
    readonly raw: Request;
    /** Hono keeps here what was read of the body, under the name of the method that read it. */
    readonly bodyCache: object;
  };
}

/**
 * Makes a handler that verifies, handles and answers a delivery.
 *
 * @param options - the secret, tolerance, `seen`, `maxBodyBytes` and `onError`
 * @param handler - a function of the event and the Hono context, or a router
 * @returns a handler for `app.post`
 * @example
 * ```ts
 * app.post('/hooks', webhookHandler({ secret }, (event) => console.log(event.type)));
 * ```
 */
export function webhookHandler<Context extends HonoContextLike = HonoContextLike>(
  options: WebhookHandlerOptions,
  handler: WebhookHandlerLike<Context>,
): (context: Context) => Promise<Response> {
  return async (context) => {
    const rawBody = readHonoBody(context, options.maxBodyBytes);
    const { raw } = context.req;
    const { status, body } = await handleWebhook(rawBody, raw.headers, options, handler, context);
    return Response.json(body, { status });
  };
}

async function readHonoBody({ req }: HonoContextLike, maxBodyBytes?: number): Promise<RawBody> {
  if (!req.raw.bodyUsed) return readRequestBody(req.raw, maxBodyBytes);
  const cache = req.bodyCache as { arrayBuffer?: Promise<ArrayBuffer>; text?: Promise<string> };
  const kept = await (cache.arrayBuffer ?? cache.text);
  if (kept !== undefined) return kept;
  throw new WebhookVerificationError(
    'parsed_body',
    'An earlier middleware read the body, and the exact bytes are gone. In Hono, let it read with c.req.arrayBuffer() or c.req.text(), or register the webhook route before it.',
  );
}
