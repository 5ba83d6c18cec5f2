import { ClearingCache } from '../runtime/clearing-cache.ts';
import type { Instant } from '../time/instant.ts';

const HOUR = 60 * 60_000;
const REMEMBERED = 10_000;

/**
 * Remembers which downloads are in the audit log, so that a client that reads one link in a thousand ranges adds one
 * event an hour and not a thousand. Forgetting one adds an event too many, never one too few.
 */
export class AuditedDownloads {
  readonly #hours = new ClearingCache<string, number>(REMEMBERED);

  /** Calls `audit` unless this link's download by this client was audited within the hour. */
  async once(
    id: string,
    client: string | null,
    now: Instant,
    audit: () => Promise<void>,
  ): Promise<void> {
    const hour = Math.floor(now / HOUR);
    const key = `${client}:${id}`;
    if (this.#hours.get(key) === hour) return;
    await audit();
    this.#hours.set(key, hour);
  }
}
