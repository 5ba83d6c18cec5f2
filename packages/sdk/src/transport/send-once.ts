import { checkResponse } from '../http/check-response.ts';
import { connectionError } from '../http/connect.ts';
import type { FetchResponse } from '../http/fetch-like.ts';
import { initOf, type MiddlewareRequest, sendThrough } from '../http/middleware.ts';
import { readHeaders, readRequestId } from '../http/read-headers.ts';
import { within } from '../http/within.ts';
import { warnOfDeprecation } from '../logging/deprecation.ts';
import { logStep } from '../logging/log-request.ts';
import { ApiResponse } from '../response/api-response.ts';
import type { ClientSettings } from '../settings/client-settings.ts';
import { askForKey } from './ask-for-key.ts';
import type { Call } from './call.ts';
import { errorFromResponse } from './error-from-response.ts';
import { checkAgainst, parseBody } from './parse-body.ts';
import type { PreparedCall } from './prepare.ts';

/**
 * Sends a prepared call once and reads the whole response.
 *
 * @param remaining milliseconds left of `totalTimeout`
 * @throws FirstHandError
 */
export function sendOnce<T>(
  settings: ClientSettings,
  prepared: PreparedCall,
  attempt: number,
  remaining: number,
): Promise<ApiResponse<T>> {
  const { call, limits } = prepared;
  const { timeout, totalTimeout } = limits;
  return within(
    Math.min(timeout, remaining),
    call.options?.signal,
    () =>
      `No complete response within ${remaining < timeout ? `totalTimeout ${totalTimeout}` : `timeout ${timeout}`} ms`,
    (signal) => exchange(settings, prepared, attempt, signal),
    settings.middleware ? undefined : settings.fetch.Controller,
  );
}

/** Uses as few asynchronous steps as possible: each costs every call. */
async function exchange<T>(
  settings: ClientSettings,
  prepared: PreparedCall,
  attempt: number,
  signal: AbortSignal,
): Promise<ApiResponse<T>> {
  const { call, url, body } = prepared;
  const { method, operationId, kind } = call;
  const { apiKey, fetch, middleware, log, cache } = settings;
  const headers: Record<string, string> = { ...prepared.headers };
  if (kind !== 'public') {
    // A text is already checked.
    headers.authorization = `Bearer ${typeof apiKey === 'string' ? apiKey : await askForKey(settings)}`;
  }
  const redirect = 'manual' as const;
  const request = { url, method, headers, body, operationId, attempt, signal, redirect, cache };
  if (log) logStep(log, 'debug', request, `${method} ${url}`, headers, body);
  let response: FetchResponse;
  let text: string;
  try {
    response = await (middleware
      ? sendThrough(middleware, fetch, request)
      : fetch(url, initOf(request)));
    text = await checkResponse(response).text();
  } catch (cause) {
    // An error of a middleware reaches the caller unchanged.
    throw middleware ? cause : connectionError(url, cause);
  }
  if (log) {
    const step = `${response.status} ${readRequestId(response.headers)}`;
    logStep(log, 'info', request, step, readHeaders(response.headers), text);
  }
  warnOfDeprecation(settings, operationId, response.headers);
  const data = readData(request, response, text, kind);
  const schema = settings.validateResponses?.[operationId];
  if (schema) await checkAgainst(schema, data, response);
  return new ApiResponse(data as T, response, attempt);
}

function readData(
  request: MiddlewareRequest,
  response: FetchResponse,
  text: string,
  kind: Call['kind'],
): unknown {
  const { status } = response;
  if (status >= 200 && status < 300) return parseBody(response, text, kind);
  // An earlier attempt succeeded although its response was lost.
  if (status === 404 && request.method === 'DELETE' && request.attempt > 1) return undefined;
  throw errorFromResponse(response, text);
}
