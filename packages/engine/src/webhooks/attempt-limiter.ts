import type { WebhookEndpointRecord } from '../store/records.ts';
import type { Instant } from '../time/instant.ts';
import type { AttemptLimits } from '../work/engine-settings.ts';

/** Permission to make one attempt, until it is released. */
export interface Permit {
  release(now: Instant): void;
}

/** The endpoint that an attempt is made to. */
type Receiver = Pick<WebhookEndpointRecord, 'id' | 'organization_id' | 'failing_since'>;

/** The longest delay before an attempt over the limit is retried: a receiver that recovers is not kept waiting. */
const LONGEST_DELAY_MS = 60_000;
/** Weight of the latest attempt in the moving average of durations. */
const NEWEST_WEIGHT = 0.2;

const UNLIMITED: Permit = { release: () => {} };

/**
 * Limits concurrent attempts per endpoint and organization. An attempt over the limit is rescheduled: it is not claimed,
 * holds no lease, and blocks nothing behind it.
 */
export class AttemptLimiter {
  readonly #limits: AttemptLimits | undefined;
  /** By endpoint id and by organization id, which never coincide. */
  readonly #lanes = new Map<string, Lane>();

  /** @param limits Undefined for no limit. */
  constructor(limits: AttemptLimits | undefined) {
    this.#limits = limits;
  }

  /** Returns a permit, or undefined when the endpoint or its organization is at its limit. */
  acquire(receiver: Receiver, now: Instant): Permit | undefined {
    if (this.#limits === undefined) return UNLIMITED;
    if (this.#fullLane(receiver, this.#limits) !== undefined) return undefined;
    const ends = [receiver.id, receiver.organization_id].map((id) => this.#begin(id, now));
    return {
      release: (endedAt) => {
        for (const end of ends) end(endedAt);
      },
    };
  }

  /** When an attempt that got no permit should be retried. Always later than `now`. */
  retryAt(receiver: Receiver, now: Instant): Instant {
    const full = this.#limits && this.#fullLane(receiver, this.#limits);
    return full === undefined ? now + 1 : full.lane.nextSlot(full.limit, now);
  }

  #fullLane(
    { id, organization_id, failing_since }: Receiver,
    limits: AttemptLimits,
  ): { readonly lane: Lane; readonly limit: number } | undefined {
    const { perEndpoint, perFailingEndpoint, perOrganization } = limits;
    const own = failing_since === null ? perEndpoint : Math.min(perEndpoint, perFailingEndpoint);
    for (const [key, limit] of [[id, own] as const, [organization_id, perOrganization] as const]) {
      const lane = this.#lanes.get(key);
      if (lane !== undefined && lane.running >= limit) return { lane, limit };
    }
    return undefined;
  }

  #begin(key: string, now: Instant): (now: Instant) => void {
    this.#dropOneIdle(now);
    const lane = this.#lanes.get(key) ?? new Lane();
    this.#lanes.set(key, lane);
    return lane.begin(now);
  }

  /** Checks the lane that was checked longest ago, so that idle lanes do not accumulate. */
  #dropOneIdle(now: Instant): void {
    for (const [key, lane] of this.#lanes) {
      this.#lanes.delete(key);
      if (!lane.isIdle(now)) this.#lanes.set(key, lane);
      return;
    }
  }
}

/** The attempts that count towards one limit: those running, and the retry times given to those that wait. */
class Lane {
  readonly #running = new Set<object>();
  #averageMs = 0;
  /** When an attempt last began or ended. */
  #movedAt: Instant = 0;
  #lastSlotAt: Instant = 0;

  get running(): number {
    return this.#running.size;
  }

  isIdle(now: Instant): boolean {
    return this.#running.size === 0 && this.#lastSlotAt <= now;
  }

  /** Begins an attempt, and returns the function that ends it. */
  begin(at: Instant): (now: Instant) => void {
    const attempt = {};
    this.#running.add(attempt);
    this.#movedAt = at;
    return (now) => {
      if (!this.#running.delete(attempt)) return;
      this.#averageMs += (now - at - this.#averageMs) * NEWEST_WEIGHT;
      this.#movedAt = now;
    };
  }

  /**
   * The next free retry time, spaced by how fast slots become free: the average duration of attempts, or the time since
   * the lane last moved if that is longer. An attempt that hangs beside others that end does not slow them down.
   */
  nextSlot(limit: number, now: Instant): Instant {
    const eachMs = Math.max(this.#averageMs, now - this.#movedAt, 1);
    const next = Math.max(this.#lastSlotAt, now) + eachMs / limit;
    this.#lastSlotAt = Math.min(next, now + LONGEST_DELAY_MS);
    return Math.ceil(this.#lastSlotAt);
  }
}
