import type { RawBody } from '../verify/raw-body.ts';
import { WebhookVerificationError } from '../verify/webhook-verification-error.ts';
import { type ReadableLike, readStream } from './read-stream.ts';

/** The parts of `http.IncomingMessage` that are used, with what frameworks add to it. */
export interface IncomingRequest extends ReadableLike {
  readonly method?: string | undefined;
  readonly headers: { readonly [name: string]: string | readonly string[] | undefined };
  /** The result of a body parser, if any ran. */
  readonly body?: unknown;
  /** The raw body, if a platform or a parser's `verify` hook kept it. */
  readonly rawBody?: unknown;
  readonly readableDidRead?: boolean;
  readonly readableEnded?: boolean;
}

/**
 * Returns the raw body: kept by the platform, left by a raw body parser, or read from the stream.
 *
 * @param request - the incoming request
 * @param fix - how to avoid, in this framework, that a parser consumes the bytes
 * @param maxBodyBytes - the largest body to read from the stream
 */
export async function readIncomingBody(
  request: IncomingRequest,
  fix: string,
  maxBodyBytes?: number,
): Promise<RawBody> {
  for (const name of ['rawBody', 'body'] as const) {
    const kept = readProperty(request, name);
    if (typeof kept === 'string' || ArrayBuffer.isView(kept)) return kept;
  }
  const isUnread = request.readableEnded === false && request.readableDidRead !== true;
  const isBrokenOff = request.readableEnded === false && request.destroyed === true;
  if (isUnread || isBrokenOff) return readStream(request, maxBodyBytes);
  throw new WebhookVerificationError(
    'parsed_body',
    `The body was already read or parsed, so the exact bytes are lost. ${fix}`,
  );
}

/** Platforms such as Vercel define a getter that parses the body, and that throws when it cannot. */
function readProperty(request: IncomingRequest, name: 'rawBody' | 'body'): unknown {
  try {
    return request[name];
  } catch {
    return undefined;
  }
}
