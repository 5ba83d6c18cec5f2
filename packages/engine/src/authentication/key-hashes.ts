import type { Keyring } from '../ports.ts';
import { ClearingCache } from '../runtime/clearing-cache.ts';
import type { Instant } from '../time/instant.ts';

/** How long a pepper that was retired may still be used. */
const VALID_MS = 60_000;
const REMEMBERED = 1_000;

/**
 * Remembers the hashes of keys that were good, in memory only, to spare a busy key a hash a request. It holds hashes and
 * no decisions: whether the key is still good is read from the store every time.
 */
export class KeyHashes {
  readonly #keyring: Keyring;
  readonly #known = new ClearingCache<
    string,
    { readonly hashes: readonly string[]; readonly since: Instant }
  >(REMEMBERED);

  constructor(keyring: Keyring) {
    this.#keyring = keyring;
  }

  of(key: string, now: Instant): readonly string[] {
    const known = this.#known.get(key);
    if (known !== undefined && now - known.since < VALID_MS) return known.hashes;
    return this.#keyring.keyHashes(key);
  }

  /** The hashes as they are now, whatever is remembered; undefined when they are the same. */
  renewed(key: string, hashes: readonly string[]): readonly string[] | undefined {
    this.#known.delete(key);
    const fresh = this.#keyring.keyHashes(key);
    return fresh.length === 1 && fresh[0] === hashes[0] ? undefined : fresh;
  }

  remember(key: string, hashes: readonly string[], now: Instant): void {
    if (this.#known.get(key)?.hashes === hashes) return;
    this.#known.set(key, { hashes, since: now });
  }
}
