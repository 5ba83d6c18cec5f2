import { createHmac, randomBytes } from 'node:crypto';
import type { DailyHash } from '@firsthandapi/engine';
import { forgetOtherSecrets, keepDailySecret } from '../storage/service/daily-secrets.ts';
import type { SqlStore } from '../storage/sql/sql-store.ts';

const DAY_MS = 24 * 60 * 60 * 1_000;
const SECRET_BYTES = 32;

/**
 * Hashes under a random key per UTC day. It is kept in the database, so that all processes and restarts of the day share
 * it, and nowhere else: once it is deleted, the day's hashes cannot be computed again (contract §8).
 */
export class StoredDailyHash implements DailyHash {
  readonly #store: Pick<SqlStore, 'writeSql' | 'scrub'>;
  readonly #onError: (error: unknown) => void;
  #today: { readonly day: number; readonly secret: Promise<string> } | undefined;

  /** @param onError Called when the day's key could not be read; hashes then differ between processes. */
  constructor(store: Pick<SqlStore, 'writeSql' | 'scrub'>, onError: (error: unknown) => void) {
    this.#store = store;
    this.#onError = onError;
  }

  async of(day: number, text: string): Promise<string> {
    if (this.#today?.day !== day) this.#today = { day, secret: this.#load(day) };
    return createHmac('sha256', await this.#today.secret)
      .update(text)
      .digest('hex');
  }

  /** Deletes the keys of other days, also when no request comes. */
  async forget(now: number): Promise<void> {
    const day = Math.floor(now / DAY_MS);
    if (this.#today?.day !== day) this.#today = undefined;
    const deleted = await this.#store.writeSql((session) => forgetOtherSecrets(session, day));
    if (deleted > 0) await this.#store.scrub();
  }

  async #load(day: number): Promise<string> {
    const proposed = randomBytes(SECRET_BYTES).toString('base64');
    try {
      return await this.#store.writeSql((session) => keepDailySecret(session, day, proposed));
    } catch (error) {
      // The next request tries again. Until then, this process has a key of its own.
      this.#today = undefined;
      this.#onError(error);
      return proposed;
    }
  }
}
