import type { EngineRequest, EngineResponse } from '@firsthandapi/engine';
import { toResponse } from '@firsthandapi/engine/simulation';
import type { Exchange } from './exchange.ts';
import { fetchRequest } from './fetch-request.ts';

/** Answers of the sandbox in the form of `fetch`. */
export function asFetch(
  answer: (request: EngineRequest) => Promise<Exchange>,
): typeof globalThis.fetch {
  return (input, init) => {
    try {
      const request = fetchRequest(input, init);
      return settleAsFetch(answer(request), request.signal);
    } catch (error) {
      return Promise.reject(error);
    }
  };
}

/**
 * An exchange as `fetch` shows it: a failed connection rejects with `TypeError: fetch failed`, one that times out
 * leaves the caller waiting for its own signal, a truncated body fails while it is read, and an aborted call rejects
 * with the signal's reason.
 */
export function settleAsFetch(
  pending: Promise<Exchange>,
  signal: AbortSignal | undefined,
): Promise<Response> {
  const awaited = signal === undefined ? pending : unlessAborted(pending, signal);
  return awaited.then((exchange) => presentExchange(exchange, signal));
}

/** An exchange that is over, as `settleAsFetch` shows it. */
export function presentExchange(
  exchange: Exchange,
  signal: AbortSignal | undefined,
): Response | Promise<Response> {
  if (exchange.failure === null) return toResponse(exchange.response);
  if (exchange.failure === 'truncate') return truncated(exchange.response);
  if (exchange.failure === 'reset') throw connectionReset();
  return unlessAborted(new Promise<never>(() => {}), signal);
}

/** What Node's fetch rejects with when the peer resets the connection. */
export function connectionReset(): TypeError {
  const cause = Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' });
  return new TypeError('fetch failed', { cause });
}

/** The first half of the body; reading on fails as a lost connection does. */
function truncated(response: EngineResponse): Response {
  const bytes = bytesOf(response.body);
  const half = bytes.subarray(0, Math.floor(bytes.byteLength / 2));
  let isSent = false;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (isSent) controller.error(new TypeError('terminated', connectionReset()));
      else controller.enqueue(half);
      isSent = true;
    },
  });
  const headers = { ...response.headers, 'Content-Length': String(bytes.byteLength) };
  return new Response(body, { status: response.status, headers });
}

/** The bytes of a body that is at hand; a stream is cut before its first byte. */
export function bytesOf(body: EngineResponse['body']): Uint8Array {
  if (typeof body === 'string') return new TextEncoder().encode(body);
  return body instanceof Uint8Array ? body : new Uint8Array();
}

function unlessAborted<T>(pending: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return pending;
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    if (signal.aborted) {
      abort();
      return;
    }
    signal.addEventListener('abort', abort, { once: true });
    // A signal may outlive many calls: nothing of this one stays on it.
    const release = () => signal.removeEventListener('abort', abort);
    pending.then(
      (value) => {
        release();
        resolve(value);
      },
      (error: unknown) => {
        release();
        reject(error);
      },
    );
  });
}
