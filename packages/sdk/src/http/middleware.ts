import { connect } from './connect.ts';
import type { FetchInit, FetchLike, FetchResponse } from './fetch-like.ts';

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
}

/**
 * Wraps every attempt: reads or changes the request, calls `next`, reads or replaces the response.
 * The first of the list is the outermost. What it throws ends the call without a retry.
 */
export type Middleware = (
  request: MiddlewareRequest,
  next: (request: MiddlewareRequest) => Promise<FetchResponse>,
) => Promise<FetchResponse>;

/**
 * Sends a request through the middleware, the first outermost, then through `fetch`.
 *
 * @throws FirstHandConnectionError when the connection fails
 */
export function sendThrough(
  middleware: readonly Middleware[],
  fetch: FetchLike,
  request: MiddlewareRequest,
  depth = 0,
): Promise<FetchResponse> {
  const next = middleware[depth];
  return next
    ? next(request, (changed) => sendThrough(middleware, fetch, changed, depth + 1))
    : connect(fetch, request.url, initOf(request));
}

/** Returns the request itself: `fetch` ignores unknown members, and a copy would cost every call. */
export function initOf(request: MiddlewareRequest): FetchInit {
  return request as MiddlewareRequest & { body: string };
}
