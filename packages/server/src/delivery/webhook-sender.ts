import { Agent as HttpAgent, type IncomingMessage, request as requestHttp } from 'node:http';
import { Agent as HttpsAgent, request as requestHttps } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import type { DeliveryOutcome, DeliveryRequest, Sender } from '@firsthandapi/engine';
import type { ServerTraces } from '../tracing/server-traces.ts';
import { isLocalName, isPublicAddress } from './address-guard.ts';
import { HostNames } from './host-names.ts';
import type { ResolvedAddress } from './resolved-address.ts';

export interface WebhookSenderOptions {
  /** Also deliver to private addresses and over http, for development. Default false. */
  readonly allowPrivate?: boolean;
  /** Returns the addresses of a host name. Default: `HostNames`. */
  readonly resolve?: (
    hostname: string,
    organizationId: string,
  ) => Promise<readonly ResolvedAddress[]>;
  /** Called after each attempt with the status code, or the reason why there is none. */
  readonly onAttempt?: (outcome: string) => void;
  /** Default: attempts are not traced. */
  readonly traces?: Pick<ServerTraces, 'delivery'> | undefined;
}

/** Only the status of a response counts; a short body is read so that the connection can be reused. */
const BODY_LIMIT_BYTES = 16_384;
const BODY_LIMIT_MS = 1_000;
const IDLE_MS = 15_000;

const TIME_IS_OVER = new Error('The attempt has not ended in time');

class BlockedAddress extends Error {}

/**
 * Sends webhook deliveries to public addresses only (contract §7). A host name is resolved once, all of its addresses
 * are checked, and the connection goes to a checked address. Redirects are not followed.
 */
export class WebhookSender implements Sender {
  readonly #options: WebhookSenderOptions;
  readonly #names: HostNames;
  readonly #agents = {
    'http:': new HttpAgent({ keepAlive: true, timeout: IDLE_MS }),
    'https:': new HttpsAgent({ keepAlive: true, timeout: IDLE_MS }),
  } as const;

  constructor(options: WebhookSenderOptions = {}) {
    this.#options = options;
    this.#names = new HostNames({ askSystem: options.allowPrivate });
  }

  async send(delivery: DeliveryRequest, signal?: AbortSignal): Promise<DeliveryOutcome> {
    const { traces } = this.#options;
    const attempt = (request: DeliveryRequest) => this.#attempt(request, signal);
    const outcome = await (traces?.delivery(delivery, attempt) ?? attempt(delivery));
    this.#options.onAttempt?.(
      String(outcome.status_code ?? ('reason' in outcome && outcome.reason)),
    );
    return outcome;
  }

  /** Closes idle connections, and ends lookups. */
  close(): void {
    this.#names.close();
    for (const agent of Object.values(this.#agents)) agent.destroy();
  }

  async #attempt(delivery: DeliveryRequest, ended?: AbortSignal): Promise<DeliveryOutcome> {
    const limit = timeLimit(delivery.timeout_ms, ended);
    try {
      return { status_code: await this.#post(delivery, limit.signal) };
    } catch (error) {
      if (error instanceof BlockedAddress) return { status_code: null, reason: 'blocked_address' };
      return { status_code: null, reason: limit.signal.aborted ? 'timeout' : 'connection' };
    } finally {
      limit.clear();
    }
  }

  async #post(delivery: DeliveryRequest, signal: AbortSignal): Promise<number> {
    const url = new URL(delivery.url);
    if (!this.#mayCall(url)) throw new BlockedAddress();
    const address = await withinTime(
      this.#checkedAddress(url.hostname, delivery.organization_id),
      signal,
    );
    const response = await this.#request(url, address, delivery, signal);
    discardBody(response);
    return response.statusCode ?? 0;
  }

  /** Whether the URL may be called, regardless of the address its host name resolves to. */
  #mayCall({ protocol, hostname, port, username, password }: URL): boolean {
    // Credentials would be forwarded to the receiver, and nothing listens on port 0.
    if (username !== '' || password !== '' || port === '0') return false;
    if (this.#options.allowPrivate) return protocol === 'https:' || protocol === 'http:';
    return protocol === 'https:' && !isLocalName(hostname);
  }

  /** Returns the first of the host's addresses, or throws unless all of them may be called. */
  async #checkedAddress(hostname: string, organizationId: string): Promise<ResolvedAddress> {
    const host = withoutBrackets(hostname);
    const family = isIP(host);
    const addresses =
      family === 0 ? await this.#resolve(host, organizationId) : [{ address: host, family }];
    const [first] = addresses;
    if (first === undefined) throw new Error('The host has no address');
    const areAllowed =
      this.#options.allowPrivate || addresses.every(({ address }) => isPublicAddress(address));
    if (!areAllowed) throw new BlockedAddress();
    return first;
  }

  #resolve(host: string, organizationId: string): Promise<readonly ResolvedAddress[]> {
    const { resolve } = this.#options;
    return resolve?.(host, organizationId) ?? this.#names.resolve(host, organizationId);
  }

  #request(
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
        else this.#request(url, address, delivery, signal).then(resolve, reject);
      });
      sent.end(body);
    });
  }
}

/**
 * Aborts after a time, or when `ended` does. `AbortSignal.timeout` could not be cleared: every attempt would leave a timer,
 * and an exception when its time comes.
 */
function timeLimit(milliseconds: number, ended?: AbortSignal) {
  const controller = new AbortController();
  const abort = () => controller.abort(TIME_IS_OVER);
  const timer = setTimeout(abort, milliseconds);
  if (ended?.aborted) abort();
  ended?.addEventListener('abort', abort, { once: true });
  return {
    signal: controller.signal,
    clear() {
      clearTimeout(timer);
      ended?.removeEventListener('abort', abort);
    },
  };
}

/** A URL has an IPv6 address in brackets. */
function withoutBrackets(hostname: string): string {
  return hostname.replace(/^\[|\]$/g, '');
}

/** Returns a lookup that always yields this address, so that the connection goes to the address that was checked. */
function pinnedTo({ address, family }: ResolvedAddress): LookupFunction {
  return (_hostname, options, callback) => {
    if (options.all) callback(null, [{ address, family }]);
    else callback(null, address, family);
  };
}

function discardBody(response: IncomingMessage): void {
  let size = 0;
  const tooLong = setTimeout(() => response.destroy(), BODY_LIMIT_MS);
  response.on('close', () => clearTimeout(tooLong));
  response.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size > BODY_LIMIT_BYTES) response.destroy();
  });
  response.on('error', () => {});
}

function withinTime<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    work.then(resolve, reject);
  });
}
