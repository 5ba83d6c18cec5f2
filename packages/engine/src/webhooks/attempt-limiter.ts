import type { WebhookEndpointRecord } from '../store/records.ts';
import type { Instant } from '../time/instant.ts';
import type { AttemptLimits } from '../work/engine-settings.ts';

/** Leave to make one attempt, until it is ended. */
export interface Turn {
  end(now: Instant): void;
}

/** Whose turn it is. */
type Receiver = Pick<WebhookEndpointRecord, 'id' | 'organization_id' | 'failing_since'>;

/** An attempt without room asks again after this long at most: a receiver that recovers is not kept waiting. */
const LONGEST_WAIT_MS = 60_000;
/** How much the latest attempt counts in how long attempts usually take. */
const NEWEST_SHARE = 0.2;

const UNLIMITED: Turn = { end: () => {} };

/**
 * Hands out turns to make attempts. What gets none is put off rather than held: it is not claimed, keeps nobody
 * waiting behind it, and its lease cannot run out, since it has none yet.
 */
export class AttemptTurns {
  readonly #limits: AttemptLimits | undefined;
  /** By endpoint and by organization, whose ids never coincide. */
  readonly #lines = new Map<string, Line>();

  /** @param limits None: every attempt gets its turn at once. */
  constructor(limits: AttemptLimits | undefined) {
    this.#limits = limits;
  }

  /** A turn, or undefined when the endpoint or its organization has as many attempts under way as it may. */
  take(receiver: Receiver, now: Instant): Turn | undefined {
    if (this.#limits === undefined) return UNLIMITED;
    if (this.#fullLine(receiver, this.#limits) !== undefined) return undefined;
    const ends = [receiver.id, receiver.organization_id].map((id) => this.#begin(id, now));
    return {
      end: (endedAt) => {
        for (const end of ends) end(endedAt);
      },
    };
  }

  /** When an attempt that got no turn may ask again. Always later than `now`. */
  askAgainAt(receiver: Receiver, now: Instant): Instant {
    const full = this.#limits && this.#fullLine(receiver, this.#limits);
    return full === undefined ? now + 1 : full.line.place(full.limit, now);
  }

  #fullLine(
    { id, organization_id, failing_since }: Receiver,
    limits: AttemptLimits,
  ): { readonly line: Line; readonly limit: number } | undefined {
    const { perEndpoint, perFailingEndpoint, perOrganization } = limits;
    const own = failing_since === null ? perEndpoint : Math.min(perEndpoint, perFailingEndpoint);
    for (const [key, limit] of [[id, own] as const, [organization_id, perOrganization] as const]) {
      const line = this.#lines.get(key);
      if (line !== undefined && line.underWay >= limit) return { line, limit };
    }
    return undefined;
  }

  #begin(key: string, now: Instant): (now: Instant) => void {
    this.#forgetOneIdle(now);
    const line = this.#lines.get(key) ?? new Line();
    this.#lines.set(key, line);
    return line.begin(now);
  }

  /** Looks at the line that was looked at longest ago, so that those of the past do not pile up. */
  #forgetOneIdle(now: Instant): void {
    for (const [key, line] of this.#lines) {
      this.#lines.delete(key);
      if (!line.isIdle(now)) this.#lines.set(key, line);
      return;
    }
  }
}

/** Attempts under way together, and those that wait for them. */
class Line {
  /** When each began, the oldest first. */
  readonly #begun = new Set<{ readonly at: Instant }>();
  #usualMs = 0;
  #lastPlaceAt: Instant = 0;

  get underWay(): number {
    return this.#begun.size;
  }

  isIdle(now: Instant): boolean {
    return this.#begun.size === 0 && this.#lastPlaceAt <= now;
  }

  /** Begins an attempt, and returns the way to end it. */
  begin(at: Instant): (now: Instant) => void {
    const attempt = { at };
    this.#begun.add(attempt);
    return (now) => {
      if (!this.#begun.delete(attempt)) return;
      this.#usualMs += (now - at - this.#usualMs) * NEWEST_SHARE;
    };
  }

  /** The next place in the line, which moves as fast as attempts end: as they usually do, or slower if they hang. */
  place(limit: number, now: Instant): Instant {
    const [oldest] = this.#begun;
    const eachMs = Math.max(this.#usualMs, now - (oldest?.at ?? now), 1);
    const next = Math.max(this.#lastPlaceAt, now) + eachMs / limit;
    this.#lastPlaceAt = Math.min(next, now + LONGEST_WAIT_MS);
    return Math.ceil(this.#lastPlaceAt);
  }
}
