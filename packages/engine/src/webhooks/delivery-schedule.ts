import type { Instant } from '../time/instant.ts';
import type { Work } from '../work/work.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** When each attempt is made: at once, then 1 min, 5 min, 30 min, 2 h and 8 h after the first (contract §7). */
const ATTEMPT_OFFSETS = [0, MINUTE, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 8 * HOUR] as const;

/** The kind of task that stands for a delivery's next attempt; its subject is the delivery. */
export const DELIVERY_TASK = 'webhook.deliver';

/** A receiver has this long to answer with a 2xx. */
export const DELIVERY_TIMEOUT_MS = 10_000;

/** A host may make an attempt later than its instant by this share of the wait before it. Never earlier. */
const LEEWAY = 0.1;
/** What an attempt that is late already, after an outage, keeps of the wait before it. */
const LEAST_WAIT = 0.5;

/** How far a delivery has come. */
export interface DeliveryProgress {
  /** When its first attempt was due. */
  readonly beganAt: Instant;
  /** Attempts made, at least one. */
  readonly attempts: number;
  /** Where in its leeway the next attempt is made, from 0 up to 1. */
  readonly spread: number;
}

/**
 * When the next attempt is due, or null when there is none left. Late ones do not follow each other at once, which
 * would use them all up on one bad moment of the receiver.
 */
export function nextAttemptAt(
  { beganAt, attempts, spread }: DeliveryProgress,
  now: Instant,
): Instant | null {
  const offset = ATTEMPT_OFFSETS[attempts];
  const previous = ATTEMPT_OFFSETS[attempts - 1];
  if (offset === undefined || previous === undefined) return null;
  const wait = offset - previous;
  const inTime = beganAt + offset + Math.floor(wait * LEEWAY * spread);
  return Math.max(inTime, now + wait * LEAST_WAIT);
}

export async function scheduleDelivery(
  work: Work,
  deliveryId: string,
  dueAt: Instant,
): Promise<void> {
  await work.tables.tasks.schedule({
    id: `deliver:${deliveryId}:${dueAt}`,
    due_at: dueAt,
    kind: DELIVERY_TASK,
    subject: deliveryId,
    data: {},
  });
}
