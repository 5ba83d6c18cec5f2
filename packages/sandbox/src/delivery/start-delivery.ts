import type { DeliveryOutcome, DeliveryRequest } from '@firsthandapi/engine';
import { type FetchHandler, type HttpFetch, isLoopback } from '../world/webhook-target.ts';

/** Where deliveries may go. */
export interface Destinations {
  /** Returns the handler that is registered for a URL, or undefined. */
  readonly handlerFor: (url: string) => FetchHandler | undefined;
  readonly httpFetch: () => HttpFetch;
  readonly allowRemoteTargets: boolean;
}

/** A delivery in progress. */
export interface PendingDelivery {
  readonly outcome: Promise<DeliveryOutcome>;
  readonly abort: () => void;
}

const HANDLER_ERROR: DeliveryOutcome = { status_code: null, reason: 'handler_error' };
const CONNECTION: DeliveryOutcome = { status_code: null, reason: 'connection' };

/** Starts a delivery to its handler or server. */
export function startDelivery(
  request: DeliveryRequest,
  { handlerFor, httpFetch, allowRemoteTargets }: Destinations,
): PendingDelivery {
  const handler = handlerFor(request.url);
  // A handler cannot be interrupted, so it needs no signal.
  if (handler !== undefined) return { outcome: callHandler(handler, request), abort: () => {} };
  if (!isLoopback(request.url) && !allowRemoteTargets) {
    return { outcome: Promise.resolve(CONNECTION), abort: () => {} };
  }
  const controller = new AbortController();
  const outcome = callServer(httpFetch(), request, controller.signal);
  return { outcome, abort: () => controller.abort() };
}

async function callHandler(
  handler: FetchHandler,
  delivery: DeliveryRequest,
): Promise<DeliveryOutcome> {
  try {
    const response = await handler(toRequest(delivery, null));
    // Not instanceof: some frameworks have their own Response class.
    if (typeof response?.status !== 'number') return HANDLER_ERROR;
    discardBody(response);
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
    discardBody(response);
    return { status_code: response.status };
  } catch {
    return CONNECTION;
  }
}

/** Not awaited: under MSW 2, cancelling the body of a bypassed response never settles. */
function discardBody(response: Response): void {
  response.body?.cancel().catch(() => {});
}

function toRequest(delivery: DeliveryRequest, signal: AbortSignal | null): Request {
  return new Request(delivery.url, {
    method: 'POST',
    headers: delivery.headers,
    body: delivery.body,
    // A redirect counts as a failed response: only the endpoint itself may see the event.
    redirect: 'manual',
    signal,
  });
}
