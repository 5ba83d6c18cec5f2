import { Agent as HttpAgent, type IncomingMessage, request as requestHttp } from 'node:http';
import { Agent as HttpsAgent, request as requestHttps } from 'node:https';
import type { LookupFunction } from 'node:net';
import type { DeliveryRequest } from '@firsthandapi/engine';
import type { ResolvedAddress } from './resolved-address.ts';

const IDLE_MS = 15_000;

/** The connections to the receivers of webhooks, which are kept for a while. */
export class ReceiverConnections {
  readonly #agents = {
    'http:': new HttpAgent({ keepAlive: true, timeout: IDLE_MS }),
    'https:': new HttpsAgent({ keepAlive: true, timeout: IDLE_MS }),
  } as const;

  /** Posts to the address that was checked, and returns the response, whose body is not read. */
  post(
    url: URL,
    address: ResolvedAddress,
    delivery: Pick<DeliveryRequest, 'headers' | 'body'>,
    signal: AbortSignal,
  ): Promise<IncomingMessage> {
    const { headers, body } = delivery;
    const isSecure = url.protocol === 'https:';
    const request = isSecure ? requestHttps : requestHttp;
    return new Promise((resolve, reject) => {
      const sent = request(
        {
          // Named one by one: Node would copy every property of the URL.
          protocol: url.protocol,
          hostname: withoutBrackets(url.hostname),
          port: url.port,
          path: `${url.pathname}${url.search}`,
          method: 'POST',
          headers: { ...headers, 'Content-Length': Buffer.byteLength(body) },
          agent: this.#agents[isSecure ? 'https:' : 'http:'],
          lookup: pinnedTo(address),
          signal,
        },
        resolve,
      );
      sent.on('error', (error) => {
        // The receiver closed a kept-alive connection: nothing was delivered over it.
        const wasStale = sent.reusedSocket && 'code' in error && error.code === 'ECONNRESET';
        if (!wasStale) reject(error);
        else this.post(url, address, delivery, signal).then(resolve, reject);
      });
      sent.end(body);
    });
  }

  /** Closes idle connections. */
  close(): void {
    for (const agent of Object.values(this.#agents)) agent.destroy();
  }
}

/** Returns the host of a URL, which has an IPv6 address in brackets. */
export function withoutBrackets(hostname: string): string {
  return hostname.replace(/^\[|\]$/g, '');
}

/** Returns a lookup that always yields this address, so that the connection goes to the address that was checked. */
function pinnedTo({ address, family }: ResolvedAddress): LookupFunction {
  return (_hostname, options, callback) => {
    if (options.all) callback(null, [{ address, family }]);
    else callback(null, address, family);
  };
}
