import type { ErrorDetail } from '@firsthandapi/spec';
import type { FetchResponse } from '../transport/fetch-like.ts';
import { readHeaders } from '../transport/read-headers.ts';
import { parseRetryAfter } from '../transport/retry-after.ts';
import { type ErrorContext, FirstHandApiError } from './api-error.ts';
import { FirstHandParseError } from './client-errors.ts';
import type { ErrorType } from './error-type.ts';

/** What a status means when something between us and the service answered, without an envelope. */
const TYPE_BY_STATUS: Readonly<Record<number, string>> = {
  404: 'not_found',
  429: 'rate_limit_exceeded',
  502: 'bad_gateway',
  503: 'service_unavailable',
  504: 'gateway_timeout',
};

/** Whatever stands in an error envelope; nothing of it is taken for granted. Contract §2. */
interface Envelope {
  readonly type?: unknown;
  readonly message?: unknown;
  readonly request_id?: unknown;
  readonly details?: unknown;
}

/** Reads an answer that is not a success into an error. */
export function errorFromResponse(response: FetchResponse, text: string): FirstHandApiError {
  const { status, headers } = response;
  const { type, message, request_id, details } = readEnvelope(text);
  const context: ErrorContext = {
    status,
    requestId: headers.get('x-request-id') ?? textOr(request_id, undefined),
    retryable: isRetryable(response),
    retryAfterMs: parseRetryAfter(headers, Date.now()),
    details: Array.isArray(details) ? (details as ErrorDetail[]) : [],
    headers: readHeaders(headers),
  };
  if (status < 400) {
    return new FirstHandParseError(
      `a redirect (${status}) is not followed with a key; check baseUrl`,
      context,
    );
  }
  const fallback = TYPE_BY_STATUS[status] ?? (status < 500 ? 'unknown_error' : 'internal_error');
  return new FirstHandApiError(
    textOr(type, fallback) as ErrorType,
    textOr(message, `status ${status} without an error in JSON`),
    context,
  );
}

/**
 * Whether an answer invites another attempt: the service's own word (`x-should-retry`) first, else
 * 408, 429 and 5xx. 409 only by the service's word; 501 says that waiting will not help.
 */
function isRetryable({ status, headers }: FetchResponse): boolean {
  const advice = headers.get('x-should-retry');
  if (advice === 'true' || advice === 'false') return advice === 'true';
  return status === 408 || status === 429 || (status >= 500 && status !== 501);
}

function readEnvelope(text: string): Envelope {
  try {
    return Object(JSON.parse(text)?.error);
  } catch {
    return {};
  }
}

function textOr<Fallback>(value: unknown, fallback: Fallback): string | Fallback {
  return typeof value === 'string' && value ? value : fallback;
}
