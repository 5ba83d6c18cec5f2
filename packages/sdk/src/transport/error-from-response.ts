import type { Error as ErrorEnvelope } from '@firsthandapi/spec';
import { FirstHandApiError } from '../errors/api-error.ts';
import { FirstHandParseError } from '../errors/client-errors.ts';
import type { ErrorContext, FirstHandError } from '../errors/firsthand-error.ts';
import { redact, redactData } from '../errors/redact.ts';
import type { FetchResponse } from '../http/fetch-like.ts';
import { readHeaders, readRequestId } from '../http/read-headers.ts';
import { parseRetryAfter } from '../http/retry-after.ts';

/** The type of an error response without an envelope, which a proxy sends. */
const TYPE_BY_STATUS: Readonly<Record<number, string>> = {
  429: 'rate_limit_exceeded',
  502: 'bad_gateway',
  503: 'service_unavailable',
  504: 'gateway_timeout',
};

/** Converts an unsuccessful response into an error; trusts nothing in it. */
export function errorFromResponse(response: FetchResponse, text: string): FirstHandError {
  const { status, headers } = response;
  const { type, message, request_id, details } = readEnvelope(text);
  const context: ErrorContext = {
    status,
    requestId: readRequestId(headers) ?? request_id,
    retryable: isRetryable(response),
    retryAfterMs: parseRetryAfter(headers, Date.now()),
    details: Array.isArray(details) ? details : [],
    headers: redactData(readHeaders(headers)) as Record<string, string>,
  };
  if (status < 400) {
    return new FirstHandParseError(
      `Redirect (${status}) not followed, so that it does not receive the API key: check baseUrl`,
      context,
    );
  }
  const fallback = TYPE_BY_STATUS[status] ?? (status < 500 ? 'unknown_error' : 'internal_error');
  return new FirstHandApiError(
    String(type ?? fallback),
    String(message ?? `HTTP ${status} without an error in JSON (from a proxy?)`),
    context,
  );
}

/**
 * Whether a response allows a retry: `x-should-retry` decides, else 408, 429 and 5xx do. 409 only by
 * that header; after 501, waiting does not help.
 */
function isRetryable({ status, headers }: FetchResponse): boolean {
  const advice = headers.get('x-should-retry');
  if (advice) return advice === 'true';
  return status === 408 || status === 429 || (status >= 500 && status !== 501);
}

/** Returns the `error` of a response, or `{}` when it has none. Contract §2. */
function readEnvelope(text: string): Partial<ErrorEnvelope['error']> {
  try {
    return Object(JSON.parse(redact(text))?.error);
  } catch {
    return {};
  }
}
