import type { EngineRequest, HeaderReader } from '@firsthandapi/engine';
import { bodyReader } from '@firsthandapi/engine/host';

type FetchInput = Parameters<typeof globalThis.fetch>[0];
type FetchInit = Parameters<typeof globalThis.fetch>[1];

/**
 * Converts the arguments of `fetch` to an engine request. The usual call, a URL with plain headers and a string body,
 * creates no `Request`, which would cost more than the response.
 */
export function fetchRequest(input: FetchInput, init: FetchInit): EngineRequest {
  if (isPlain(input, init)) return plainRequest(String(input), init);
  return requestOf(new Request(input, init));
}

/** Converts a `Request` to an engine request. */
export function requestOf(request: Request): EngineRequest {
  return {
    method: request.method,
    url: request.url,
    headers: request.headers,
    body: bodyReader(request, false),
    signal: request.signal,
  };
}

function isPlain(input: FetchInput, init: FetchInit): boolean {
  if (typeof input !== 'string' && !(input instanceof URL)) return false;
  const body = init?.body;
  return body === undefined || body === null || typeof body === 'string';
}

function plainRequest(url: string, init: FetchInit): EngineRequest {
  const method = (init?.method ?? 'GET').toUpperCase();
  const body = (init?.body ?? null) as string | null;
  return {
    method,
    url,
    headers: readerOf(init?.headers, body === null ? undefined : 'text/plain;charset=UTF-8'),
    body,
    signal: init?.signal ?? undefined,
  };
}

/** Reads headers in any of fetch's forms, with a default content type. */
function readerOf(
  headers: NonNullable<FetchInit>['headers'],
  defaultContentType: string | undefined,
): HeaderReader {
  const values = new Map<string, string>();
  if (defaultContentType !== undefined) values.set('content-type', defaultContentType);
  if (headers instanceof Headers) {
    if (defaultContentType === undefined || headers.has('content-type')) return headers;
    for (const [name, value] of headers) values.set(name, value);
  } else if (headers !== undefined && Symbol.iterator in headers) {
    for (const [name, value] of headers) add(values, name, value);
  } else {
    for (const name in headers) values.set(name.toLowerCase(), String(headers[name]));
  }
  return { get: (name) => values.get(name) ?? null };
}

function add(values: Map<string, string>, name: string | undefined, value: unknown): void {
  if (name === undefined) return;
  const key = name.toLowerCase();
  const earlier = key === 'content-type' ? undefined : values.get(key);
  values.set(key, earlier === undefined ? String(value) : `${earlier}, ${String(value)}`);
}
