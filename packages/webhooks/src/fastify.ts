/**
 * Webhooks on Fastify 4 and 5.
 *
 * @module
 */
import {
  handleWebhook,
  type WebhookHandlerLike,
  type WebhookHandlerOptions,
} from './handle/handle-webhook.ts';
import type { RawBody } from './verify/raw-body.ts';
import { WebhookVerificationError } from './verify/webhook-verification-error.ts';

export type { WebhookHandlerLike, WebhookHandlerOptions };

/** Options of {@link firsthandWebhook}. */
export interface FastifyWebhookOptions extends WebhookHandlerOptions {
  /** Where the route is, below the prefix it is registered with. Default `/`. */
  path?: string | undefined;
}

/** The part of a Fastify request that is used. */
export interface FastifyRequestLike {
  readonly headers: { readonly [name: string]: string | readonly string[] | undefined };
  readonly body?: unknown;
  /** Kept by the `fastify-raw-body` plugin. */
  readonly rawBody?: unknown;
}

/** The part of a Fastify reply that is used. */
export interface FastifyReplyLike {
  code(status: number): FastifyReplyLike;
  send(body: unknown): unknown;
}

/** The part of a Fastify instance that is used. */
export interface FastifyInstanceLike<Request extends FastifyRequestLike> {
  removeAllContentTypeParsers(): unknown;
  addContentTypeParser(
    contentType: string,
    options: { parseAs: 'buffer'; bodyLimit?: number },
    parser: (
      request: never,
      body: never,
      done: (error: Error | null, body?: unknown) => void,
    ) => void,
  ): unknown;
  post(
    path: string,
    handler: (request: Request, reply: FastifyReplyLike) => Promise<unknown>,
  ): unknown;
}

/**
 * Makes a plugin with one POST route that verifies, handles and answers a delivery. Within the
 * plugin, and only there, bodies stay bytes; the rest of the application keeps its parsers.
 *
 * @param options - the secret, `path`, tolerance, `seen`, `maxBodyBytes` and `onError`
 * @param handler - a function of the event and the Fastify request, or a router
 * @returns a plugin for `app.register`
 * @example
 * ```ts
 * app.register(firsthandWebhook({ secret, path: '/hooks' }, (event) => console.log(event.type)));
 * ```
 */
export function firsthandWebhook<Request extends FastifyRequestLike = FastifyRequestLike>(
  options: FastifyWebhookOptions,
  handler: WebhookHandlerLike<Request>,
): (instance: FastifyInstanceLike<Request>) => Promise<void> {
  const { path = '/', maxBodyBytes } = options;
  return async (instance) => {
    instance.removeAllContentTypeParsers();
    instance.addContentTypeParser(
      '*',
      { parseAs: 'buffer', ...(maxBodyBytes !== undefined && { bodyLimit: maxBodyBytes }) },
      (_request, body, done) => done(null, body),
    );
    instance.post(path, webhookRoute(options, handler));
  };
}

/**
 * Makes a bare route handler, for applications whose content type parser already keeps bytes.
 *
 * @param options - the secret, tolerance, `seen` and `onError`
 * @param handler - a function of the event and the Fastify request, or a router
 * @returns a handler for `app.post`
 */
export function webhookRoute<Request extends FastifyRequestLike = FastifyRequestLike>(
  options: WebhookHandlerOptions,
  handler: WebhookHandlerLike<Request>,
): (request: Request, reply: FastifyReplyLike) => Promise<unknown> {
  return async (request, reply) => {
    const body = Promise.resolve(request).then(rawBodyOf);
    const answer = await handleWebhook(body, request.headers, options, handler, request);
    return reply.code(answer.status).send(answer.body);
  };
}

function rawBodyOf({ rawBody, body }: FastifyRequestLike): RawBody {
  for (const kept of [rawBody, body]) {
    if (typeof kept === 'string' || ArrayBuffer.isView(kept)) return kept;
  }
  // A request without a body reaches no content type parser.
  if (body === undefined || body === null) return '';
  throw new WebhookVerificationError(
    'parsed_body',
    "Fastify parsed the body, and the exact bytes are gone. Use app.register(firsthandWebhook(…)), or addContentTypeParser('application/json', { parseAs: 'buffer' }, …), or the fastify-raw-body plugin, which keeps request.rawBody.",
  );
}
