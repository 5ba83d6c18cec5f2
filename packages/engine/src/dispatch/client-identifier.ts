import { clientNetwork } from '../http/client-network.ts';
import { untilDeadline } from '../http/deadline.ts';
import type { EngineRequest } from '../http/messages.ts';
import type { DailyHash, Keyring, Ports } from '../ports.ts';
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
  readonly #hash: DailyHash;
  readonly #cache = new ClearingCache<string, string>(CACHED_CLIENTS);

  constructor({ keyring, dailyHash = signedHash(keyring) }: Pick<Ports, 'keyring' | 'dailyHash'>) {
    this.#hash = dailyHash;
  }

  /** Returns null for a client whose address is unknown, or that cannot be identified before the request's deadline. */
  async identify(request: EngineRequest, now: Instant): Promise<string | null> {
    if (request.ip === undefined) return null;
    return untilDeadline(request, this.of(request.ip, now)).catch(() => null);
  }

  /** Returns the identifier of a client that was identified lately, or undefined. */
  cached(ip: string, now: Instant): string | undefined {
    return this.#cache.get(dayAndNetwork(ip, now).text);
  }

  async of(ip: string, now: Instant): Promise<string> {
    const { day, text } = dayAndNetwork(ip, now);
    const known = this.#cache.get(text);
    if (known !== undefined) return known;
    const identifier = (await this.#hash.of(day, text)).slice(0, LENGTH);
    this.#cache.set(text, identifier);
    return identifier;
  }
}

function dayAndNetwork(ip: string, now: Instant): { readonly day: number; readonly text: string } {
  const day = Math.floor(now / DAY_MS);
  return { day, text: `${day}:${clientNetwork(ip)}` };
}

function signedHash(keyring: Keyring): DailyHash {
  return { of: async (_, text) => keyring.sign('client', text) };
}
