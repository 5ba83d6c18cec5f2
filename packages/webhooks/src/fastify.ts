/**
 * Webhooks on Fastify 4 and 5.
 *
 * @module
 */
import { type ReadableLike, readStream } from './adapters/read-stream.ts';
import { handleWebhook, type WebhookHandlerLike } from './handle/handle-webhook.ts';
import type { WebhookHandlerOptions } from './handle/webhook-options.ts';
import type { RawBody } from './verify/raw-body.ts';
import { lateHeaders } from './verify/webhook-headers.ts';
import { WebhookVerificationError } from './verify/webhook-verification-error.ts';

export type { WebhookHandlerLike, WebhookHandlerOptions };

/** Options of {@link firsthandWebhook}. */
export interface FastifyWebhookOptions extends WebhookHandlerOptions {
  /** The route's path, relative to the prefix of the registration. Default `/`. */
  path?: string | undefined;
}

/** The parts of a Fastify request that are used. */
export interface FastifyRequestLike {
  readonly headers: { readonly [name: string]: string | readonly string[] | undefined };
  readonly body?: unknown;
  /** Kept by the `fastify-raw-body` plugin. */
  readonly rawBody?: unknown;
}

/** The parts of a Fastify reply that are used. */
export interface FastifyReplyLike {
  readonly sent?: boolean;
  readonly raw?: { readonly headersSent: boolean };
  code(status: number): FastifyReplyLike;
  send(body: unknown): unknown;
}

/** The parts of a Fastify instance that are used. */
export interface FastifyInstanceLike<Request extends FastifyRequestLike> {
  removeAllContentTypeParsers(): unknown;
  addContentTypeParser(
    contentType: string,
    parser: (request: unknown, payload: ReadableLike) => Promise<unknown>,
  ): unknown;
  post(
    path: string,
    handler: (request: Request, reply: FastifyReplyLike) => Promise<unknown>,
  ): unknown;
}

/** Replaces a body that could not be read, so that the route reports why and sends the response. */
class UnreadBody {
  readonly error: unknown;

  constructor(error: unknown) {
    this.error = error;
  }
}

/**
 * Creates a plugin with one POST route that verifies and handles a delivery and sends the response.
 * Bodies stay bytes within the plugin only; the rest of the application keeps its parsers.
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
    instance.addContentTypeParser('*', (_request, payload) =>
      readStream(payload, maxBodyBytes).then(
        ({ buffer }) => Buffer.from(buffer),
        (error) => new UnreadBody(error),
      ),
    );
    instance.post(path, webhookRoute(options, handler));
  };
}

/**
 * Creates a bare route handler, for applications whose content type parser already keeps the bytes.
 * The parser limits the size of the body, and reports one that is too large.
 *
 * @param options - the secret, tolerance, `seen` and `onError`
 * @param handler - a function of the event and the Fastify request, or a router
 * @returns a handler for `app.post`
 * @example
 * ```ts
 * app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) =>
 *   done(null, body),
 * );
 * app.post('/hooks', webhookRoute({ secret }, (event) => console.log(event.type)));
 * ```
 */
export function webhookRoute<Request extends FastifyRequestLike = FastifyRequestLike>(
  options: WebhookHandlerOptions,
  handler: WebhookHandlerLike<Request>,
): (request: Request, reply: FastifyReplyLike) => Promise<unknown> {
  return async (request, reply) => {
    const readBody = () => rawBodyOf(request);
    const headers = lateHeaders(() => request.headers);
    const response = await handleWebhook(readBody, headers, options, handler, request);
    // A hook with a timeout, or the handler, has already responded.
    if (reply.sent || reply.raw?.headersSent) return reply;
    return reply.code(response.status).send(response.body);
  };
}

function rawBodyOf({ rawBody, body }: FastifyRequestLike): RawBody {
  if (body instanceof UnreadBody) throw body.error;
  for (const kept of [rawBody, body]) {
    if (typeof kept === 'string' || ArrayBuffer.isView(kept)) return kept;
  }
  // Fastify runs no content type parser for a request without a body.
  if (body === undefined || body === null) return '';
  throw new WebhookVerificationError(
    'parsed_body',
    "Fastify parsed the body, so the exact bytes are lost. Use app.register(firsthandWebhook(…)), or addContentTypeParser('application/json', { parseAs: 'buffer' }, …), or the fastify-raw-body plugin, which keeps request.rawBody.",
  );
}
