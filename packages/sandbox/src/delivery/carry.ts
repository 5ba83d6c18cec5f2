import type { DeliveryOutcome, DeliveryRequest } from '@firsthandapi/engine';
import { type FetchHandler, type HttpFetch, isLoopback } from '../world/webhook-target.ts';

/** Where deliveries may go. */
export interface Destinations {
  /** Handler of an endpoint's URL, where one is registered. */
  readonly handlerFor: (url: string) => FetchHandler | undefined;
  readonly httpFetch: () => HttpFetch;
  readonly allowRemoteTargets: boolean;
}

/** A delivery under way, and how to stop it. */
export interface Carried {
  readonly outcome: Promise<DeliveryOutcome>;
  readonly giveUp: () => void;
}

const HANDLER_ERROR: DeliveryOutcome = { status_code: null, reason: 'handler_error' };
const CONNECTION: DeliveryOutcome = { status_code: null, reason: 'connection' };

/** Takes a delivery to its handler or server. */
export function carry(
  request: DeliveryRequest,
  { handlerFor, httpFetch, allowRemoteTargets }: Destinations,
): Carried {
  const handler = handlerFor(request.url);
  // A handler cannot be interrupted, and is not worth a signal for each delivery.
  if (handler !== undefined) return { outcome: callHandler(handler, request), giveUp: () => {} };
  if (!isLoopback(request.url) && !allowRemoteTargets) {
    return { outcome: Promise.resolve(CONNECTION), giveUp: () => {} };
  }
  const abort = new AbortController();
  const outcome = callServer(httpFetch(), request, abort.signal);
  return { outcome, giveUp: () => abort.abort() };
}

async function callHandler(
  handler: FetchHandler,
  delivery: DeliveryRequest,
): Promise<DeliveryOutcome> {
  try {
    const response = await handler(toRequest(delivery, null));
    // Not instanceof: frameworks bring their own Response.
    if (typeof response?.status !== 'number') return HANDLER_ERROR;
    dropBody(response);
    return { status_code: response.status };
  } catch {
    return HANDLER_ERROR;
  }
}

async function callServer(
  httpFetch: HttpFetch,
  delivery: DeliveryRequest,
  signal: AbortSignal,
): Promise<DeliveryOutcome> {
  try {
    const response = await httpFetch(toRequest(delivery, signal));
    dropBody(response);
    return { status_code: response.status };
  } catch {
    return CONNECTION;
  }
}

/** Nobody reads it. Not awaited: under MSW 2 cancelling a body that came past it never ends. */
function dropBody(response: Response): void {
  response.body?.cancel().catch(() => {});
}

function toRequest(delivery: DeliveryRequest, signal: AbortSignal | null): Request {
  return new Request(delivery.url, {
    method: 'POST',
    headers: delivery.headers,
    body: delivery.body,
    // A redirect is an answer, and not a 2xx: nobody but the endpoint may see the event.
    redirect: 'manual',
    signal,
  });
}
