import type { Keyring } from '../ports.ts';
import { ClearingCache } from '../runtime/clearing-cache.ts';
import type { Instant } from '../time/instant.ts';

/** How long a retired pepper may still be used. */
const VALID_MS = 60_000;
const CACHED_KEYS = 1_000;

/**
 * Caches the hashes of valid keys in memory, to save a busy key one hash per request. It caches no decisions: whether
 * the key is still valid is read from the store every time.
 */
export class KeyHashes {
  readonly #keyring: Keyring;
  readonly #cache = new ClearingCache<
    string,
    { readonly hashes: readonly string[]; readonly since: Instant }
  >(CACHED_KEYS);

  constructor(keyring: Keyring) {
    this.#keyring = keyring;
  }

  of(key: string, now: Instant): readonly string[] {
    return this.cached(key, now) ?? this.#keyring.keyHashes(key);
  }

  /** Returns the hashes of a key that was valid lately, or undefined. */
  cached(key: string, now: Instant): readonly string[] | undefined {
    const cached = this.#cache.get(key);
    return cached !== undefined && now - cached.since < VALID_MS ? cached.hashes : undefined;
  }

  /** Returns the key's hashes computed again, or undefined when they have not changed. */
  renewed(key: string, hashes: readonly string[]): readonly string[] | undefined {
    this.#cache.delete(key);
    const fresh = this.#keyring.keyHashes(key);
    return fresh.length === 1 && fresh[0] === hashes[0] ? undefined : fresh;
  }

  remember(key: string, hashes: readonly string[], now: Instant): void {
    if (this.#cache.get(key)?.hashes === hashes) return;
    this.#cache.set(key, { hashes, since: now });
  }
}
