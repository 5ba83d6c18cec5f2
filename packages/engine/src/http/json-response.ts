import { ApiError } from '../errors/api-error.ts';
import { invalidKey } from '../errors/invalid-key.ts';
import { ErasedError, UnavailableError } from '../errors/port-errors.ts';
import type { Instant } from '../time/instant.ts';
import type { EngineResponse } from './messages.ts';
import type { Reply } from './reply.ts';

/** A reply as it is sent and, for idempotent requests, stored. */
export interface JsonResponse {
  readonly status: number;
  /** JSON text; null for an empty body. */
  readonly body: string | null;
  readonly headers: Readonly<Record<string, string>> | undefined;
}

/** The state of a caller's tightest rate-limit window. */
export interface RateLimitState {
  readonly limit: number;
  readonly remaining: number;
  readonly resetAt: Instant;
  /** When the caller may retry; null while it is within every limit. */
  readonly retryAt: Instant | null;
}

/** What the standard headers need to know of a request. */
export interface ResponseContext {
  /** The id in `X-Request-Id`. */
  readonly responseId: string;
  /** Undefined for a request that was not counted. */
  readonly rate: RateLimitState | undefined;
}

export function serializeReply({ status, body, json, headers }: Reply): JsonResponse {
  return { status, body: json ?? (body === undefined ? null : JSON.stringify(body)), headers };
}

/** Returns the error envelope of contract §2. */
export function errorResponse(thrown: unknown, requestId: string): JsonResponse {
  const error = apiErrorOf(thrown);
  const { type, message, details, quota } = error;
  const optional = { ...(details && { details }), ...(quota && { quota }) };
  const body = { error: { type, message, request_id: requestId, ...optional } };
  return { status: error.status, body: JSON.stringify(body), headers: error.headers };
}

/** Outages of a store mostly last for seconds; clients add their own backoff. */
const RETRY_AFTER_SECONDS = '1';

/**
 * An unreachable store is a 503, and an organization erased in the meantime a 401; any other unexpected error is a 500 that
 * does not reveal its cause.
 */
function apiErrorOf(thrown: unknown): ApiError {
  if (thrown instanceof ApiError) return thrown;
  if (thrown instanceof UnavailableError) {
    return new ApiError('service_unavailable', 'The service is overloaded; try again in a moment', {
      headers: { 'Retry-After': RETRY_AFTER_SECONDS },
    });
  }
  // The key worked when the request began.
  if (thrown instanceof ErasedError) {
    return invalidKey();
  }
  return new ApiError('internal_error', 'Something went wrong on our side; quote the request id');
}

/** Adds the headers that every response carries (contract §2). */
export function toEngineResponse(
  { status, body, headers }: JsonResponse,
  { responseId, rate }: ResponseContext,
): EngineResponse {
  const all: Record<string, string> = { 'X-Request-Id': responseId };
  if (rate !== undefined) {
    all['X-RateLimit-Limit'] = String(rate.limit);
    all['X-RateLimit-Remaining'] = String(rate.remaining);
    all['X-RateLimit-Reset'] = String(Math.ceil(rate.resetAt / 1_000));
  }
  if (body !== null) all['Content-Type'] = 'application/json; charset=utf-8';
  if (headers !== undefined) Object.assign(all, headers);
  return { status, headers: all, body };
}
