import { ClearingCache } from '../../runtime/clearing-cache.ts';
import type { Instant } from '../../time/instant.ts';

/** Maximum number of organizations and environments whose room is remembered. */
const REMEMBERED = 10_000;
/** How long a full outbox is taken to be full. */
const FULL_FOR_MS = 1_000;
/** The fraction of a limit that may be used before pending deliveries are counted again. */
const STEP = 0.1;
/** Deliveries before the tier is read again, when it has no limit. */
const UNLIMITED_STEP = 10_000;

/**
 * How many deliveries may be added before pending ones have to be counted again, so that an event does not cost a count.
 * Each process keeps its own: together, processes may exceed a limit by a tenth of it each.
 */
export class DeliveryRoom {
  readonly #left = new ClearingCache<string, number>(REMEMBERED);
  readonly #fullUntil = new ClearingCache<string, Instant>(REMEMBERED);

  /** Takes room for `count` deliveries. Returns false when they have to be counted first. */
  take(owner: string, count: number): boolean {
    const left = this.#left.get(owner) ?? 0;
    if (left < count) return false;
    this.#left.set(owner, left - count);
    return true;
  }

  isFull(owner: string, now: Instant): boolean {
    return now < (this.#fullUntil.get(owner) ?? 0);
  }

  noteFull(owner: string, now: Instant): void {
    this.#left.delete(owner);
    this.#fullUntil.set(owner, now + FULL_FOR_MS);
  }

  /** @param left What the limit leaves at this moment; irrelevant when it is null. */
  noteLeft(owner: string, limit: number | null, left: number): void {
    this.#fullUntil.delete(owner);
    this.#left.set(
      owner,
      limit === null ? UNLIMITED_STEP : Math.min(left, Math.ceil(limit * STEP)),
    );
  }
}
