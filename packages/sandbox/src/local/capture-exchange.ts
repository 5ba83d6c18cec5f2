import type { EngineRequest, EngineResponse } from '@firsthandapi/engine';
import type { CompletedDelivery } from '../delivery/carrier.ts';
import type { Exchange } from '../http/exchange.ts';
import {
  type CapturedBody,
  type CapturedExchange,
  captureHeaders,
  captureText,
  type HeaderList,
} from '../log/captures.ts';

/** What most clients send, for hosts whose headers can only be asked for by name. */
const USUAL_HEADERS = [
  'host',
  'authorization',
  'content-type',
  'content-length',
  'idempotency-key',
  'accept',
  'user-agent',
  'prefer',
  'range',
  'origin',
  'x-request-id',
] as const;

/** A request whose body is noted while the service reads it. */
export interface WatchedRequest {
  readonly request: EngineRequest;
  /** Returns what was sent and received. */
  exchange(outcome: Exchange): CapturedExchange;
}

/** Returns a request for the service that notes its body when the service reads it. */
export function watchRequest(request: EngineRequest): WatchedRequest {
  const { body } = request;
  let text = typeof body === 'string' ? body : null;
  const read =
    typeof body === 'function'
      ? async (maxBytes: number) => {
          text = await body(maxBytes);
          return text;
        }
      : body;
  return {
    request: { ...request, body: read },
    exchange: ({ response }) => ({
      request: {
        headers: headersOf(request.headers),
        body: text === null || text === '' ? null : captureText(text),
      },
      response: response === null ? null : messageOf(response),
    }),
  };
}

/** Returns what was sent and received for a delivery. The body of the response may follow later. */
export function exchangeOf({ request, response }: CompletedDelivery): CapturedExchange {
  const sent = {
    headers: captureHeaders(Object.entries(request.headers)),
    body: captureText(request.body),
  };
  if (response === undefined) return { request: sent, response: null };
  const received: { headers: HeaderList; body: CapturedBody | null } = {
    headers: response.headers,
    body: null,
  };
  void response.body.then((body) => {
    received.body = body;
  });
  return { request: sent, response: received };
}

function messageOf({ headers, body }: EngineResponse) {
  return { headers: captureHeaders(Object.entries(headers)), body: bodyOf(body) };
}

function bodyOf(body: EngineResponse['body']): CapturedBody | null {
  if (body === null) return null;
  if (typeof body === 'string') return captureText(body);
  const size = body instanceof Uint8Array ? body.byteLength : null;
  return { text: null, size, isCut: true };
}

function headersOf(headers: EngineRequest['headers']): HeaderList {
  const { entries } = headers;
  if (entries !== undefined) return captureHeaders(entries.call(headers));
  const found: [string, string][] = [];
  for (const name of USUAL_HEADERS) {
    const value = headers.get(name);
    if (value !== null) found.push([name, value]);
  }
  return captureHeaders(found);
}
