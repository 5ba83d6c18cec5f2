import type { Instant } from '../time/instant.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** When each attempt is due: at once, then 1 min, 5 min, 30 min, 2 h and 8 h after the first (contract §7). */
const ATTEMPT_OFFSETS = [0, MINUTE, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 8 * HOUR] as const;

/** How long a receiver has to respond with a 2xx. */
export const DELIVERY_TIMEOUT_MS = 10_000;

/** Maximum jitter, as a fraction of the preceding backoff interval. Jitter only ever delays. */
const JITTER_RATIO = 0.1;
/** The fraction of its backoff interval that an overdue attempt still waits, after an outage. */
const MIN_INTERVAL_RATIO = 0.5;

/** How far a delivery has come. */
export interface DeliveryProgress {
  /** When its first attempt was due. */
  readonly beganAt: Instant;
  /** Attempts made, at least one. */
  readonly attempts: number;
  /** Jitter of the next attempt, from 0 up to 1, as a fraction of its maximum. */
  readonly jitter: number;
}

/**
 * Returns when the next attempt is due, or null when none is left. Overdue attempts do not follow each other at once,
 * which would spend all of them on one bad moment of the receiver.
 */
export function nextAttemptAt(
  { beganAt, attempts, jitter }: DeliveryProgress,
  now: Instant,
): Instant | null {
  const offset = ATTEMPT_OFFSETS[attempts];
  const previous = ATTEMPT_OFFSETS[attempts - 1];
  if (offset === undefined || previous === undefined) return null;
  const interval = offset - previous;
  const wait = Math.floor(interval * JITTER_RATIO * jitter);
  const soonest = now + interval * MIN_INTERVAL_RATIO;
  // Later than that only if the clock was set back since the delivery began.
  const latest = now + interval + wait;
  return Math.min(Math.max(beganAt + offset + wait, soonest), latest);
}
