// The module, since Jest hands out named exports of Node's modules as they were before MSW replaced them.
import https from 'node:https';
import { HttpResponse } from 'msw';
import { afterRealTime } from '../clock/real-time.ts';
import { corsHeaders } from '../http/cors.ts';

/** A host that no resolver knows (RFC 6761): a request to it succeeds only when it is intercepted. */
export const CANARY_URL = 'https://canary.firsthandapi.invalid/';
/** An intercepted request takes milliseconds. Only bounds what waits for a broken resolver. */
const CANARY_DEADLINE_MS = 10_000;

/** Responds to the requests of `requireInterception` that are intercepted. */
export function respondToCanary({ headers }: Request, nonce: string): Response {
  return HttpResponse.text(nonce, {
    headers: {
      // Without keep-alive, a pooled connection cannot outlive the interception.
      Connection: 'close',
      // DOM environments check CORS, and happy-dom sends a preflight request before any other.
      ...corsHeaders(headers.get('access-control-request-headers')),
    },
  });
}

/**
 * Proves that requests are intercepted: in some runtimes MSW silently intercepts nothing.
 *
 * @throws Error unless those of the global `fetch`, if any, and of `node:http` are.
 */
export async function requireInterception(nonce: string): Promise<void> {
  if (typeof globalThis.fetch === 'function') await requireCanary('fetch', readByFetch, nonce);
  await requireCanary('node:http', readByHttp, nonce);
}

/** Reads a URL. Rejects when the signal aborts. */
type Reader = (url: string, signal: AbortSignal) => Promise<string>;

const readByFetch: Reader = async (url, signal) => {
  const response = await globalThis.fetch(url, { signal });
  return response.text();
};

const readByHttp: Reader = (url, signal) =>
  new Promise((resolve, reject) => {
    const request = https.get(url, (response) => {
      let read = '';
      response.setEncoding('utf8');
      response.on('data', (piece: string) => {
        read += piece;
      });
      response.on('end', () => resolve(read));
      response.on('error', reject);
    });
    request.on('error', reject);
    // Not Node's own option: DOM environments have an AbortSignal of their own, which Node refuses.
    signal.addEventListener('abort', () => request.destroy(new Error('no response in time')));
  });

async function requireCanary(what: string, read: Reader, nonce: string): Promise<void> {
  const controller = new AbortController();
  const stop = afterRealTime(CANARY_DEADLINE_MS, () => controller.abort());
  let cause: unknown;
  try {
    if ((await read(CANARY_URL, controller.signal)) === nonce) return;
  } catch (error) {
    cause = error;
  } finally {
    stop();
  }
  throw new Error(
    `Cannot install the sandbox: this process's ${what} is not intercepted, so requests would reach the real API. ` +
      `Either another library has replaced ${what}, or MSW does not support this runtime (Bun, for example). ` +
      'Pass fetch: world.fetch to the client, or serve the sandbox with npx @firsthandapi/sandbox serve and use its base URL',
    { cause },
  );
}
