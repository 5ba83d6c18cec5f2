import type { DeliveryOutcome, DeliveryRequest } from '@firsthandapi/engine';
import { type FetchHandler, type HttpFetch, isLoopback } from '../world/webhook-target.ts';
import { type CapturedResponse, captureResponse } from './capture-response.ts';

/** Where deliveries may go. */
export interface Destinations {
  /** Returns the handler that is registered for a URL, or undefined. */
  readonly handlerFor: (url: string) => FetchHandler | undefined;
  readonly httpFetch: () => HttpFetch;
  readonly allowRemoteTargets: boolean;
  /** True while a window shows responses. */
  readonly isCapturing: () => boolean;
}

/** The outcome of a delivery, and the error that explains a missing response. */
export interface DeliveryResult {
  readonly outcome: DeliveryOutcome;
  readonly error?: unknown;
  /** The response, if a window shows it. */
  readonly response?: CapturedResponse;
}

/** A delivery in progress. */
export interface PendingDelivery {
  readonly result: Promise<DeliveryResult>;
  readonly abort: () => void;
}

/** Sends a delivery to a handler in this process. It cannot be interrupted, so it needs no signal. */
export async function callHandler(
  handler: FetchHandler,
  delivery: DeliveryRequest,
  isCapturing: boolean,
): Promise<DeliveryResult> {
  try {
    const response = await handler(toRequest(delivery, null));
    // Not instanceof: some frameworks have their own Response class.
    if (typeof response?.status !== 'number') {
      throw new TypeError(`The handler returned ${describe(response)} instead of a Response`);
    }
    return resultOf(response, isCapturing);
  } catch (error) {
    return { outcome: { status_code: null, reason: 'handler_error' }, error };
  }
}

/** Starts a delivery to a server. */
export function callServer(
  delivery: DeliveryRequest,
  { httpFetch, allowRemoteTargets, isCapturing }: Destinations,
): PendingDelivery {
  const controller = new AbortController();
  const result =
    isLoopback(delivery.url) || allowRemoteTargets
      ? send(httpFetch(), delivery, { signal: controller.signal, isCapturing: isCapturing() })
      : Promise.resolve(notThisMachine(delivery.url));
  return { result, abort: () => controller.abort() };
}

async function send(
  httpFetch: HttpFetch,
  delivery: DeliveryRequest,
  { signal, isCapturing }: { readonly signal: AbortSignal; readonly isCapturing: boolean },
): Promise<DeliveryResult> {
  try {
    const response = await httpFetch(toRequest(delivery, signal));
    return resultOf(response, isCapturing);
  } catch (error) {
    return { outcome: { status_code: null, reason: 'connection' }, error };
  }
}

function resultOf(response: Response, isCapturing: boolean): DeliveryResult {
  const outcome = { status_code: response.status };
  if (isCapturing) return { outcome, response: captureResponse(response) };
  discardBody(response);
  return { outcome };
}

function notThisMachine(url: string): DeliveryResult {
  const error = new Error(
    `No handler is registered for ${new URL(url).origin}, and it is not this machine; register one with webhooks.route, or pass allowRemoteTargets`,
  );
  error.stack = '';
  return { outcome: { status_code: null, reason: 'connection' }, error };
}

function describe(value: unknown): string {
  return value === null || typeof value !== 'object' ? String(value) : 'an object without a status';
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
