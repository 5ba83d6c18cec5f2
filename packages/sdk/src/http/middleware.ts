import { bufferResponse, type MiddlewareResponse } from './buffered-response.ts';
import { connect } from './connect.ts';
import type { FetchInit, FetchLike, FetchResponse } from './fetch-like.ts';
import { mergeHeaders } from './merge-headers.ts';

/** One attempt of a call, about to be sent. */
export interface MiddlewareRequest {
  readonly url: string;
  readonly method: string;
  /** Lower-case names, the API key included. May be changed in place. */
  readonly headers: Record<string, string>;
  /** The JSON text; `undefined` without a body. */
  readonly body: string | undefined;
  /** The client's method, for example `createJob`. */
  readonly operationId: string;
  /** 1 for the first attempt. */
  readonly attempt: number;
  /** Aborted when the attempt times out or the caller aborts. */
  readonly signal: AbortSignal;
  /** No redirect receives the key. */
  readonly redirect: 'manual';
  /** No cache may respond; `undefined` where the runtime has no such option. */
  readonly cache: 'no-store' | undefined;
}

/**
 * Wraps every attempt: reads or changes the request, calls `next`, reads or replaces the response.
 * The first of the list is the outermost. What it throws ends the call without a retry. Bodies may be
 * read freely: everyone after reads the same text.
 */
export type Middleware = (
  request: MiddlewareRequest,
  next: (request: MiddlewareRequest) => Promise<MiddlewareResponse>,
) => Promise<FetchResponse>;

/**
 * Sends a request through the middleware, the first outermost, then through `fetch`.
 *
 * @throws FirstHandConfigurationError for a header that HTTP does not allow
 * @throws FirstHandConnectionError when the connection fails
 */
export async function sendThrough(
  middleware: readonly Middleware[],
  fetch: FetchLike,
  request: MiddlewareRequest,
  depth = 0,
): Promise<MiddlewareResponse> {
  const layer = middleware[depth];
  if (layer) {
    const next = (changed: MiddlewareRequest): Promise<MiddlewareResponse> =>
      sendThrough(middleware, fetch, changed, depth + 1);
    return bufferResponse(await layer(request, next), `middleware[${depth}]`);
  }
  // A middleware may have set an invalid one, which no retry can mend.
  mergeHeaders({}, request.headers);
  return connect(request.url, async () =>
    bufferResponse(await fetch(request.url, initOf(request))),
  );
}

/** Returns the request itself: `fetch` ignores unknown members, and a copy would cost every call. */
export function initOf(request: MiddlewareRequest): FetchInit {
  return request as MiddlewareRequest & { body: string; cache: 'no-store' };
}
