import { type LoopbackServer, serveRequests } from './serve-requests.ts';

/** A delivery as it arrived, in JSON. */
export interface ReceivedDelivery {
  /** The body, decoded from UTF-8. */
  readonly body: string;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * Receives webhooks for programs that cannot listen: it stores the service's `POST`, and responds to the program's `GET`
 * with the first delivery, once it has arrived.
 */
export function startReceiver(): Promise<LoopbackServer> {
  const { promise: delivery, resolve } = withResolvers<ReceivedDelivery>();
  return serveRequests(async (request) => {
    if (request.method !== 'POST') return Response.json(await delivery);
    resolve({ body: await request.text(), headers: Object.fromEntries(request.headers) });
    return new Response(null, { status: 204 });
  });
}

function withResolvers<T>(): { promise: Promise<T>; resolve: (value: T) => void } {
  let resolve: (value: T) => void = () => {};
  const promise = new Promise<T>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}
