import { clientNetwork } from '../http/client-network.ts';
import type { Keyring } from '../ports.ts';
import { ClearingCache } from '../runtime/clearing-cache.ts';
import type { Instant } from '../time/instant.ts';

const DAY_MS = 24 * 60 * 60 * 1_000;
const LENGTH = 16;
/** Maximum number of cached clients. */
const CACHED_CLIENTS = 1_000;

/**
 * Identifies a client without storing its address, or the /64 network of its IPv6 address: a keyed hash that stays the
 * same for one UTC day (contract §8). Caches recent ones, in memory only.
 */
export class ClientIdentifiers {
  readonly #keyring: Keyring;
  readonly #cache = new ClearingCache<string, string>(CACHED_CLIENTS);

  constructor(keyring: Keyring) {
    this.#keyring = keyring;
  }

  of(ip: string, now: Instant): string {
    const text = `${Math.floor(now / DAY_MS)}:${clientNetwork(ip)}`;
    const known = this.#cache.get(text);
    if (known !== undefined) return known;
    const identifier = this.#keyring.sign('client', text).slice(0, LENGTH);
    this.#cache.set(text, identifier);
    return identifier;
  }
}
