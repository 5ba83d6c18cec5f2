import type { Instant } from '../time/instant.ts';

/** An organization whose steps were not late for this long has caught up. */
const FORGET_AFTER_MS = 2_000;
/** Steps that are performed later than this after they were due mean that too many are due. */
const LONGEST_LAG_MS = 100;
/** The distance of late steps is adjusted this often, up by a fifth and down by a twentieth. */
const ADJUST_EVERY_MS = 100;
const WIDEN = 1.2;
const NARROW = 0.95;
const DISTANCE_MS = { least: 0.2, most: 20 } as const;

/** What is known of an organization whose steps are late. */
interface Late {
  /** When its last step was scheduled. */
  at: Instant;
  /** When that step is due. */
  dueAt: Instant;
}

/**
 * Decides when late steps of simulated work are due, so that organizations share what this process can do. A step on
 * time is due exactly when its job's timeline says so. Steps that are behind take turns: those of each organization are
 * spread, however many jobs it has, so that all of them together are no more than can be performed. What is on time then
 * finds hardly a queue.
 */
export class StepPacer {
  readonly #late = new Map<string, Late>();
  /** Between late steps of any organizations. */
  #distanceMs: number = 1;
  #adjustedAt: Instant = 0;
  #lagMs = 0;

  /** Returns when a step is due that should be performed at `wantedAt`. */
  dueAt(organizationId: string, wantedAt: Instant, now: Instant): Instant {
    if (wantedAt >= now) return wantedAt;
    this.#forget(now);
    const before = this.#late.get(organizationId);
    const others = this.#late.size + (before === undefined ? 1 : 0);
    const turn = before === undefined ? now : before.dueAt + this.#distanceMs * others;
    const dueAt = Math.max(now, turn);
    this.#late.delete(organizationId);
    this.#late.set(organizationId, { at: now, dueAt });
    return Math.round(dueAt);
  }

  /** Notes that a step which was due at `dueAt` is performed now. */
  performed(dueAt: Instant, now: Instant): void {
    this.#lagMs = Math.max(this.#lagMs, now - dueAt);
    if (now < this.#adjustedAt + ADJUST_EVERY_MS) return;
    const wanted = this.#distanceMs * (this.#lagMs > LONGEST_LAG_MS ? WIDEN : NARROW);
    this.#distanceMs = Math.min(Math.max(wanted, DISTANCE_MS.least), DISTANCE_MS.most);
    this.#adjustedAt = now;
    this.#lagMs = 0;
  }

  /** Organizations are in the order in which they were last late. */
  #forget(now: Instant): void {
    for (const [id, { at, dueAt }] of this.#late) {
      if (Math.max(at, dueAt) > now - FORGET_AFTER_MS) return;
      this.#late.delete(id);
    }
  }
}
