import { clientNetwork } from '../http/client-network.ts';
import type { Keyring } from '../ports.ts';
import { ClearingCache } from '../runtime/clearing-cache.ts';
import type { Instant } from '../time/instant.ts';

const DAY_MS = 24 * 60 * 60 * 1_000;
const LENGTH = 16;
/** Clients remembered, so that a busy one does not cost a hash a request. */
const REMEMBERED = 1_000;

/**
 * Names a client without its address, or an IPv6 client without its /64 network: a keyed hash that is the same for one UTC day (contract §8). Remembers recent
 * ones, in memory only.
 */
export class ClientIdentifiers {
  readonly #keyring: Keyring;
  readonly #known = new ClearingCache<string, string>(REMEMBERED);

  constructor(keyring: Keyring) {
    this.#keyring = keyring;
  }

  of(ip: string, now: Instant): string {
    const text = `${Math.floor(now / DAY_MS)}:${clientNetwork(ip)}`;
    const known = this.#known.get(text);
    if (known !== undefined) return known;
    const identifier = this.#keyring.sign('client', text).slice(0, LENGTH);
    this.#known.set(text, identifier);
    return identifier;
  }
}
