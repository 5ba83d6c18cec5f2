import { isIP } from 'node:net';
import type { DeliveryOutcome, DeliveryRequest, Sender } from '@firsthandapi/engine';
import type { ServerTraces } from '../tracing/server-traces.ts';
import { isLocalName, isPublicAddress } from './address-guard.ts';
import { timeLimit, withinTime } from './attempt-limit.ts';
import { HostNames } from './host-names.ts';
import { ReceiverConnections, withoutBrackets } from './receiver-connections.ts';
import type { ResolvedAddress } from './resolved-address.ts';
import { discardBody } from './response-body.ts';

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

class BlockedAddress extends Error {}

/**
 * Sends webhook deliveries to public addresses only (contract §7). A host name is resolved once, all of its addresses
 * are checked, and the connection goes to a checked address. Redirects are not followed.
 */
export class WebhookSender implements Sender {
  readonly #options: WebhookSenderOptions;
  readonly #names: HostNames;
  readonly #connections = new ReceiverConnections();

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
    this.#connections.close();
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
    const response = await this.#connections.post(url, address, delivery, signal);
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
}
