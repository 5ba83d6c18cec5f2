import { Resolver } from 'node:dns/promises';
import type { ResolvedAddress } from './resolved-address.ts';

/** Addresses of a name, and how long they may be used. */
export interface FoundAddresses {
  readonly addresses: readonly ResolvedAddress[];
  readonly ttlSeconds: number;
}

/** How long one name server may take. Each is queried once. */
const TIMEOUT_MS = 2_000;
/** The system's name servers are read again this often. */
const FRESH_MS = 30_000;

/**
 * Queries the name servers directly. Unlike `dns.lookup`, this occupies no thread while a name server is silent, and so
 * does not keep others waiting.
 */
export class NameLookup {
  readonly #servers: readonly string[] | undefined;
  #resolver: Resolver | undefined;
  #createdAt = 0;

  /** @param servers Addresses, with ports if need be. Default: those of the system. */
  constructor(servers?: readonly string[]) {
    this.#servers = servers;
  }

  /** Rejects when neither an IPv4 nor an IPv6 address is found. */
  async find(hostname: string): Promise<FoundAddresses> {
    const resolver = this.#current();
    const results = await Promise.allSettled([
      resolver.resolve4(hostname, { ttl: true }),
      resolver.resolve6(hostname, { ttl: true }),
    ]);
    const addresses: ResolvedAddress[] = [];
    let ttlSeconds = Number.POSITIVE_INFINITY;
    for (const [index, result] of results.entries()) {
      if (result.status === 'rejected') continue;
      for (const { address, ttl } of result.value) {
        addresses.push({ address, family: index === 0 ? 4 : 6 });
        ttlSeconds = Math.min(ttlSeconds, ttl);
      }
    }
    if (addresses.length > 0) return { addresses, ttlSeconds };
    const [failure] = results.flatMap((result) =>
      result.status === 'rejected' ? [result.reason] : [],
    );
    throw failure ?? new Error(`${hostname} has no address`);
  }

  close(): void {
    this.#resolver?.cancel();
  }

  #current(): Resolver {
    const now = performance.now();
    if (this.#resolver !== undefined && now < this.#createdAt + FRESH_MS) return this.#resolver;
    const resolver = new Resolver({ timeout: TIMEOUT_MS, tries: 1 });
    if (this.#servers !== undefined) resolver.setServers(this.#servers);
    this.#createdAt = now;
    this.#resolver = resolver;
    return resolver;
  }
}
