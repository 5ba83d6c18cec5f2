import type { EngineRequest, EngineResponse } from '@firsthandapi/engine';
import { toResponse } from '@firsthandapi/engine/host';
import type { Exchange } from './exchange.ts';
import { fetchRequest } from './fetch-request.ts';
import { watchBody } from './watch-body.ts';

/** Returns a `fetch` that gets its responses from the sandbox. */
export function asFetch(
  respond: (request: EngineRequest) => Promise<Exchange>,
): typeof globalThis.fetch {
  return (input, init) => {
    try {
      const { request, unlessBroken } = watchBody(fetchRequest(input, init));
      const pending = respond(request);
      const whole = unlessBroken === undefined ? pending : pending.then(unlessBroken);
      return settleAsFetch(whole, request.signal);
    } catch (error) {
      return Promise.reject(error);
    }
  };
}

/**
 * Presents an exchange as `fetch` does: a reset connection rejects with `TypeError: fetch failed`, a timeout waits for
 * the caller's own signal, a truncated body fails while it is read, and an aborted call rejects with the signal's
 * reason.
 */
export function settleAsFetch(
  pending: Promise<Exchange>,
  signal: AbortSignal | undefined,
): Promise<Response> {
  const awaited = signal === undefined ? pending : unlessAborted(pending, signal);
  return awaited.then((exchange) => presentExchange(exchange, signal));
}

/** Presents a completed exchange as `settleAsFetch` does. */
export function presentExchange(
  exchange: Exchange,
  signal: AbortSignal | undefined,
): Response | Promise<Response> {
  if (exchange.failure === null) return toResponse(exchange.response);
  if (exchange.failure === 'truncate') return truncated(exchange.response);
  if (exchange.failure === 'reset') throw connectionReset();
  return unlessAborted(new Promise<never>(() => {}), signal);
}

/** Returns the error of Node's fetch for a connection that the peer has reset. */
export function connectionReset(): TypeError {
  const cause = Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' });
  return new TypeError('fetch failed', { cause });
}

/** A response with the first half of the body; reading further fails as with a lost connection. */
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

/** The bytes of a buffered body. A stream counts as empty: it is cut before its first byte. */
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
    // A signal may outlive many calls: it must not keep this one's listener.
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
