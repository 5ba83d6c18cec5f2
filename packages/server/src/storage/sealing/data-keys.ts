import { createSecretKey, type KeyObject, randomBytes } from 'node:crypto';
import { ErasedError, type Keyring } from '@firsthandapi/engine';

/** Wraps and unwraps data keys: the server's keyring. */
export type KeyWrapper = Pick<Keyring, 'seal' | 'open'>;

/** What data keys need of a database session. */
export interface KeySession {
  all(
    statement: string,
    values: readonly (string | number)[],
  ): Promise<readonly Readonly<Record<string, unknown>>[]>;
  run(statement: string, values: readonly (string | null)[]): Promise<number>;
}

/** A data key; null once it was destroyed. */
export type DataKey = KeyObject | null;

const PURPOSE = 'data-key';
const KEY_BYTES = 32;
/** How long other processes may use a key after it was destroyed. */
const CACHED_MS = 60_000;
const MAX_CACHED = 10_000;
/** Keys per statement. Always this many, so that one statement is prepared. */
const BATCH_SIZE = 20;
const SELECT = `SELECT id, wrapped FROM data_keys
  WHERE id IN (${Array.from({ length: BATCH_SIZE }, () => '?').join(', ')})`;

interface CachedKey {
  readonly key: DataKey;
  readonly since: number;
}

/**
 * The data keys: one for each organization, and one for the index of e-mail addresses. They are stored wrapped by the
 * keyring, and cached unwrapped.
 */
export class DataKeys {
  readonly #wrapper: KeyWrapper;
  readonly #now: () => number;
  readonly #cache = new Map<string, CachedKey>();

  constructor(wrapper: KeyWrapper, now: () => number = Date.now) {
    this.#wrapper = wrapper;
    this.#now = now;
  }

  /** Returns a cached key, or undefined when it has to be loaded. */
  cached(id: string): DataKey | undefined {
    const found = this.#cache.get(id);
    return found !== undefined && this.#now() - found.since < CACHED_MS ? found.key : undefined;
  }

  remember(id: string, key: DataKey): void {
    if (this.#cache.size >= MAX_CACHED) this.#cache.clear();
    this.#cache.set(id, { key, since: this.#now() });
  }

  async wrap(key: Uint8Array): Promise<string> {
    return this.#wrapper.seal(PURPOSE, Buffer.from(key).toString('base64'));
  }

  async unwrap(wrapped: string): Promise<KeyObject> {
    const text = await this.#wrapper.open(PURPOSE, wrapped);
    return createSecretKey(Buffer.from(text, 'base64'));
  }
}

/** The data keys as one transaction, or one read, sees them. */
export class SessionKeys {
  readonly #keys: DataKeys;
  readonly #session: KeySession;
  /** Keys that this transaction has created or destroyed: hardly ever any. */
  #changed: Map<string, DataKey> | undefined;
  /** Keys that were known once. What `load` has found must not expire before it is used. */
  #held: Map<string, DataKey> | undefined;

  constructor(keys: DataKeys, session: KeySession) {
    this.#keys = keys;
    this.#session = session;
  }

  /** Returns a key that is known, null when it was destroyed, or undefined when it has to be loaded. */
  known(id: string): DataKey | undefined {
    const own = this.#changed?.get(id);
    if (own !== undefined) return own;
    const held = this.#held?.get(id);
    if (held !== undefined) return held;
    const cached = this.#keys.cached(id);
    if (cached !== undefined) this.#hold(id, cached);
    return cached;
  }

  /** Loads those of the keys that are not known. Afterwards, a key that is still not known does not exist. */
  async load(ids: Iterable<string>): Promise<void> {
    const missing = [...new Set(ids)].filter((id) => this.known(id) === undefined);
    for (let start = 0; start < missing.length; start += BATCH_SIZE) {
      const batch = Array.from({ length: BATCH_SIZE }, (_, place) => missing[start + place] ?? '');
      for (const { id, wrapped } of await this.#session.all(SELECT, batch)) {
        const key = wrapped === null ? null : await this.#keys.unwrap(String(wrapped));
        this.#keys.remember(String(id), key);
        this.#hold(String(id), key);
      }
    }
  }

  #hold(id: string, key: DataKey): void {
    this.#held ??= new Map();
    this.#held.set(id, key);
  }

  /** Returns the key, creating it if there is none. Throws `ErasedError`. */
  async obtain(id: string): Promise<KeyObject> {
    if (this.known(id) === undefined) await this.load([id]);
    const known = this.known(id);
    if (known === null) throw new ErasedError(`${id} was erased: nothing can be stored for it`);
    return known ?? this.#create(id);
  }

  async isDestroyed(id: string): Promise<boolean> {
    if (this.known(id) === undefined) await this.load([id]);
    return this.known(id) === null;
  }

  /** Destroys a key. What is sealed under it can be read only with a copy of the key made before. */
  async destroy(id: string): Promise<void> {
    const changed = await this.#session.run('UPDATE data_keys SET wrapped = NULL WHERE id = ?', [
      id,
    ]);
    if (changed === 0) await this.#insert(id, null);
    this.#change(id, null);
  }

  #change(id: string, key: DataKey): void {
    this.#changed ??= new Map();
    this.#changed.set(id, key);
  }

  /** Called after the commit. */
  committed(): void {
    for (const [id, key] of this.#changed ?? []) this.#keys.remember(id, key);
  }

  async #create(id: string): Promise<KeyObject> {
    const bytes = randomBytes(KEY_BYTES);
    await this.#insert(id, await this.#keys.wrap(bytes));
    const key = createSecretKey(bytes);
    this.#change(id, key);
    return key;
  }

  async #insert(id: string, wrapped: string | null): Promise<void> {
    await this.#session.run('INSERT INTO data_keys (id, wrapped) VALUES (?, ?)', [id, wrapped]);
  }
}
