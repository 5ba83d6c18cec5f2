import { subscribe, unsubscribe } from 'node:diagnostics_channel';

/** The channel on which `@firsthandapi/sdk/undici` announces its requests: MSW cannot reach into a connection pool. */
const OUTGOING = 'firsthandapi:undici:request';

/** What is announced. The code that sets `fetch` makes the request. */
interface OutgoingRequest {
  readonly url: string;
  fetch?: (url: string, init: OutgoingInit) => Promise<Response>;
}

/** The client's arguments of `fetch`. Its signal has only what a connection pool needs of one. */
interface OutgoingInit extends Omit<RequestInit, 'signal'> {
  readonly signal: Pick<AbortSignal, 'aborted' | 'reason' | 'addEventListener'>;
}

/** Moves requests of `undiciFetch` to the global `fetch`, which MSW intercepts. */
export function interceptUndici(isIntercepted: (url: string) => boolean) {
  const onRequest = (message: unknown) => {
    const request = message as OutgoingRequest;
    if (isIntercepted(request.url)) request.fetch = sendByFetch;
  };
  return {
    start: () => subscribe(OUTGOING, onRequest),
    stop: () => unsubscribe(OUTGOING, onRequest),
  };
}

async function sendByFetch(url: string, { signal, ...init }: OutgoingInit): Promise<Response> {
  const controller = new AbortController();
  if (signal.aborted) controller.abort(signal.reason);
  signal.addEventListener('abort', () => controller.abort(signal.reason));
  return globalThis.fetch(url, { ...init, signal: controller.signal });
}
