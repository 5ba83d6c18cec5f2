import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { EventWithDeliveries } from '@firsthandapi/sdk';
import { signWebhook } from '@firsthandapi/webhooks';

/** As long as the service gives a receiver. Contract §7. */
const TIMEOUT_MS = 10_000;

/** Where events go. */
export interface Receiver {
  readonly url: URL;
  readonly secret: string;
  /** Accept any certificate, such as a self-signed one. */
  readonly skipVerify: boolean;
}

/** How an attempt ended. */
export interface Outcome {
  /** `undefined` when there was no response. */
  readonly status: number | undefined;
  /** Why there was no response. */
  readonly error: string | undefined;
  readonly duration: number;
}

/** Posts an event as the service does: the same body, headers and deadline, signed again with the receiver's secret. */
export async function forwardEvent(
  { deliveries, ...event }: EventWithDeliveries,
  receiver: Receiver,
  signal: AbortSignal,
): Promise<Outcome> {
  const body = JSON.stringify(event);
  const begun = performance.now();
  const ended = (status: number | undefined, error?: string): Outcome => ({
    status,
    error,
    duration: performance.now() - begun,
  });
  try {
    return ended(await post(body, event.id, receiver, signal));
  } catch (error) {
    return ended(undefined, reasonOf(error));
  }
}

function post(
  body: string,
  eventId: string,
  { url, secret, skipVerify }: Receiver,
  signal: AbortSignal,
): Promise<number> {
  const headers = {
    'Content-Type': 'application/json',
    'Content-Length': Buffer.byteLength(body),
    'User-Agent': 'FirstHandAPI-Webhooks/1',
    'X-FirstHand-Event-Id': eventId,
    'X-FirstHand-Signature': signWebhook({ body, secret }),
  };
  const request = url.protocol === 'https:' ? requestHttps : requestHttp;
  return new Promise((resolve, reject) => {
    const sent = request(
      url,
      { method: 'POST', headers, agent: false, signal, rejectUnauthorized: !skipVerify },
      (response) => {
        // What it says is of no interest, and may have no end.
        response.destroy();
        resolve(response.statusCode ?? 0);
      },
    );
    const timer = setTimeout(() => sent.destroy(new Error('timeout')), TIMEOUT_MS);
    sent.on('close', () => clearTimeout(timer));
    sent.on('error', reject);
    sent.end(body);
  });
}

function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'ECONNREFUSED') return 'nothing listens there';
  return code ?? message ?? String(error);
}
