import type { EngineRequest, HeaderReader } from '@firsthandapi/engine';
import { bodyReader, contentReader } from '@firsthandapi/engine/host';
import { PlainHeaders } from './plain-headers.ts';
import { type HeaderPairs, hasValidHeaders, requireSendable } from './sendable.ts';

type FetchInput = Parameters<typeof globalThis.fetch>[0];
type FetchInit = Parameters<typeof globalThis.fetch>[1];

/** Methods in the form in which `fetch` sends them. Others go the long way. */
const METHODS = new Set(['GET', 'POST', 'PATCH', 'DELETE']);
/** A URL that parsing would not change: no dot segments, spaces, fragments, credentials or other schemes. */
const PLAIN_URL =
  /^https?:\/\/[a-z0-9.-]+(?::\d+)?(?:\/(?!\.|%2[eE])[\w~!$&'()*+,;=:@%.-]*)+(?:\?[\w~!$&()*+,;=:@%./?-]*)?$/;

/**
 * Converts the arguments of `fetch` to an engine request, and refuses what `fetch` refuses. The usual call, a URL with
 * plain headers and a string body, creates no `Request`, which would cost more than the response.
 *
 * @throws TypeError when `fetch` would reject.
 */
export function fetchRequest(input: FetchInput, init: FetchInit): EngineRequest {
  return plainRequest(input, init) ?? strictRequest(input, init);
}

/** Converts a `Request` to an engine request. */
export function requestOf(request: Request): EngineRequest {
  return {
    method: request.method,
    url: request.url,
    headers: request.headers,
    body: bodyReader(request, false),
    content: contentReader(request),
    signal: request.signal,
  };
}

/** Lets `Request` check what `fetch` was called with. */
function strictRequest(input: FetchInput, init: FetchInit): EngineRequest {
  const request = new Request(input, init);
  requireSendable(request.headers);
  return requestOf(request);
}

/** Returns undefined when the call is not usual enough to be known as valid. */
function plainRequest(input: FetchInput, init: FetchInit): EngineRequest | undefined {
  const url = typeof input === 'string' ? input : input instanceof URL ? input.href : '';
  const method = init?.method ?? 'GET';
  const body = init?.body ?? null;
  if (!METHODS.has(method) || !PLAIN_URL.test(url)) return undefined;
  if (body !== null && (typeof body !== 'string' || method === 'GET')) return undefined;
  const headers = plainHeaders(init?.headers, body === null ? undefined : DEFAULT_TYPE);
  if (headers === undefined) return undefined;
  return { method, url, headers, body, signal: init?.signal ?? undefined };
}

/** The content type that a string body has when none is given. */
const DEFAULT_TYPE = 'text/plain;charset=UTF-8';

/** Reads headers in any of fetch's forms. Returns undefined when one of them may not be valid. */
function plainHeaders(
  headers: NonNullable<FetchInit>['headers'],
  defaultType: string | undefined,
): HeaderReader | undefined {
  const pairs = pairsOf(headers);
  return hasValidHeaders(pairs) ? new PlainHeaders(pairs, defaultType) : undefined;
}

function pairsOf(headers: NonNullable<FetchInit>['headers']): HeaderPairs {
  if (headers === undefined) return [];
  if (Symbol.iterator in headers) return [...headers] as HeaderPairs;
  return Object.entries(headers) as HeaderPairs;
}
