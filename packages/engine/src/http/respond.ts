import { ApiError } from '../errors/api-error.ts';
import { UnavailableError } from '../errors/port-errors.ts';
import type { Instant } from '../time/instant.ts';
import type { EngineResponse } from './messages.ts';
import type { Reply } from './reply.ts';

/** A reply in the form that is sent and, for idempotent requests, kept. */
export interface Answer {
  readonly status: number;
  /** JSON text; null for an empty body. */
  readonly body: string | null;
  readonly headers: Readonly<Record<string, string>> | undefined;
}

export function answerOf({ status, body, json, headers }: Reply): Answer {
  return { status, body: json ?? (body === undefined ? null : JSON.stringify(body)), headers };
}

/** The error envelope of contract §2. */
export function errorAnswer(thrown: unknown, requestId: string): Answer {
  const error = apiErrorOf(thrown);
  const { type, message, details } = error;
  const body = { error: { type, message, request_id: requestId, ...(details && { details }) } };
  return { status: error.status, body: JSON.stringify(body), headers: error.headers };
}

/** A store that cannot be reached is a 503; anything else unforeseen is a 500 that says nothing of its cause. */
function apiErrorOf(thrown: unknown): ApiError {
  if (thrown instanceof ApiError) return thrown;
  if (thrown instanceof UnavailableError) {
    return new ApiError('service_unavailable', 'The service is overloaded; try again in a moment');
  }
  return new ApiError('internal_error', 'Something went wrong on our side; quote the request id');
}

/** Where a caller stands in its tightest window. */
export interface RateLimitState {
  readonly limit: number;
  readonly remaining: number;
  readonly resetAt: Instant;
  /** When the caller may try again; null while it is within every limit. */
  readonly retryAt: Instant | null;
}

/** What a response says about its request beside the reply. */
export interface ResponseContext {
  /** The id in `X-Request-Id`. */
  readonly answerId: string;
  /** Undefined for a request that was not counted. */
  readonly rate: RateLimitState | undefined;
}

/** The answer with the headers that every response carries (contract §2). */
export function respond(
  { status, body, headers }: Answer,
  { answerId, rate }: ResponseContext,
): EngineResponse {
  const all: Record<string, string> = { 'X-Request-Id': answerId };
  if (rate !== undefined) {
    all['X-RateLimit-Limit'] = String(rate.limit);
    all['X-RateLimit-Remaining'] = String(rate.remaining);
    all['X-RateLimit-Reset'] = String(Math.ceil(rate.resetAt / 1_000));
  }
  if (body !== null) all['Content-Type'] = 'application/json; charset=utf-8';
  if (headers !== undefined) Object.assign(all, headers);
  return { status, headers: all, body };
}
