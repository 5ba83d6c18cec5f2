import type { FetchResponse } from '../http/fetch-like.ts';
import type { MiddlewareRequest } from '../http/middleware.ts';
import { readHeaders, readRequestId } from '../http/read-headers.ts';
import type { Log } from '../settings/logger.ts';

/** A `debug` line for a request that is about to be sent. */
export function logRequest(log: Log, request: MiddlewareRequest): void {
  const { method, url, headers, body, operationId, attempt } = request;
  log('debug', () => [`${operationId} ${attempt}: ${method} ${url}`, [headers, readJson(body)]]);
}

/** An `info` line for an answer, with its headers and body at `debug`. */
export function logAnswer(
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

/** Parsed and written again, JSON has one spelling only, which is what the redaction looks for. */
function readJson(text: string | undefined): unknown {
  try {
    return text && JSON.parse(text);
  } catch {
    return text;
  }
}
