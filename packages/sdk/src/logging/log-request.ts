import type { FetchResponse } from '../http/fetch-like.ts';
import type { MiddlewareRequest } from '../http/middleware.ts';
import { readHeaders, readRequestId } from '../http/read-headers.ts';
import type { Log } from '../settings/logger.ts';

/** Logs a request that is about to be sent, at `debug`. */
export function logRequest(log: Log, request: MiddlewareRequest): void {
  const { method, url, headers, body, operationId, attempt } = request;
  log('debug', () => [`${operationId} ${attempt}: ${method} ${url}`, [headers, readJson(body)]]);
}

/** Logs a response at `info`, with its headers and body at `debug`. */
export function logResponse(
  log: Log,
  { operationId, attempt }: MiddlewareRequest,
  { status, headers }: FetchResponse,
  text: string,
): void {
  log('info', () => [
    `${operationId} ${attempt}: ${status} ${readRequestId(headers)}`,
    [readHeaders(headers), readJson(text)],
  ]);
}

/** Parsed and serialised again, JSON has only one spelling, which the redaction recognises. */
function readJson(text: string | undefined): unknown {
  try {
    return text && JSON.parse(text);
  } catch {
    return text;
  }
}
