import type { ExceededQuota } from '@firsthandapi/spec';
import { FirstHandApiError } from '../errors/api-error.ts';
import { FirstHandParseError } from '../errors/client-errors.ts';
import type { ErrorContext, FirstHandError } from '../errors/firsthand-error.ts';
import { redact, redactData } from '../errors/redact.ts';
import type { FetchResponse } from '../http/fetch-like.ts';
import { nonEmptyText } from '../http/non-empty-text.ts';
import { readHeaders, readRequestId } from '../http/read-headers.ts';
import { parseRetryAfter } from '../http/retry-after.ts';

/** The type of an error response without an envelope, which a proxy sends. */
const TYPE_BY_STATUS: Readonly<Record<number, string>> = {
  429: 'rate_limit_exceeded',
  502: 'bad_gateway',
  503: 'service_unavailable',
  504: 'gateway_timeout',
};

/** The longest part of a foreign body that goes into a message, in characters. */
const LONGEST_EXCERPT = 200;

/**
 * Converts an unsuccessful response into an error; trusts nothing in it.
 *
 * @param text the body; `''` when it must not be shown
 */
export function errorFromResponse(response: FetchResponse, text: string): FirstHandError {
  const { status, headers } = response;
  const { type, message, request_id, details, quota } = readEnvelope(text);
  const retryAfterMs = parseRetryAfter(headers, Date.now());

  const context: ErrorContext = {
    status,
    requestId: readRequestId(headers) ?? nonEmptyText(request_id),
    // Without a time at which the quota starts again, only the caller can make room in it.
    retryable: isRetryable(response) && (type !== 'quota_exceeded' || retryAfterMs !== undefined),
    retryAfterMs,
    quota: quota as ExceededQuota | undefined,
    details: Array.isArray(details) ? details : [],
    headers: redactData(readHeaders(headers)) as Record<string, string>,
  };
  if (status < 400) {
    return new FirstHandParseError(
      `Unexpected status ${status}; redirects are not followed: check baseUrl`,
      context,
    );
  }
  const fallback = TYPE_BY_STATUS[status] ?? (status < 500 ? 'unknown_error' : 'internal_error');
  return new FirstHandApiError(
    nonEmptyText(type) ?? fallback,
    nonEmptyText(message) ?? describeForeign(response, text),
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
function readEnvelope(text: string): Readonly<Record<string, unknown>> {
  try {
    return Object(JSON.parse(redact(text))?.error);
  } catch {
    return {};
  }
}

/** Describes a response that is not the API's: of a proxy, a firewall or a gateway. */
function describeForeign({ status, headers }: FetchResponse, text: string): string {
  const excerpt = text.replace(/(<[^<>]*>|\s)+/g, ' ').slice(0, LONGEST_EXCERPT);
  return `HTTP ${status} without an API error (${headers.get('content-type')}): ${excerpt}`;
}
