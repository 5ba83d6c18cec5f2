import { connect } from './connect.ts';
import type { FetchInit, FetchLike, FetchResponse } from './fetch-like.ts';

/** One attempt of one call, as it is about to be sent. */
export interface MiddlewareRequest {
  readonly url: string;
  readonly method: string;
  /** Lower-case names. May be changed in place; the key is among them. */
  readonly headers: Record<string, string>;
  /** The JSON text; `undefined` when there is no body. */
  readonly body: string | undefined;
  /** The client's method, for example `createJob`. */
  readonly operationId: string;
  /** 1 for the first attempt. */
  readonly attempt: number;
  /** Aborted when the attempt times out or the caller aborts. */
  readonly signal: AbortSignal;
  /** The key is never sent on to where a redirect points. */
  readonly redirect: 'manual';
}

/**
 * Runs round every attempt: looks at or changes the request, calls `next`, looks at the answer.
 * The first of the list is the outermost. What it throws ends the call, without retry.
 */
export type Middleware = (
  request: MiddlewareRequest,
  next: (request: MiddlewareRequest) => Promise<FetchResponse>,
) => Promise<FetchResponse>;

/**
 * Sends a request through the middleware, the first outermost, and then through `fetch`.
 *
 * @throws FirstHandConnectionError when there is no answer
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

/** The request itself: `fetch` takes of it what it knows, and copying it would cost every call. */
export function initOf(request: MiddlewareRequest): FetchInit {
  return request as MiddlewareRequest & { body: string };
}
