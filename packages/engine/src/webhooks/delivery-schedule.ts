import type { Work } from '../call.ts';
import type { Instant } from '../ports.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** When each attempt is made: at once, then 1 min, 5 min, 30 min, 2 h and 8 h after the first (contract §7). */
const ATTEMPT_OFFSETS = [0, MINUTE, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 8 * HOUR] as const;

/** Attempts before a delivery has failed for good. */
export const MAX_ATTEMPTS = ATTEMPT_OFFSETS.length;

/** The kind of task that stands for a delivery's next attempt; its subject is the delivery. */
export const DELIVERY_TASK = 'webhook.deliver';

/** A receiver has this long to answer with a 2xx. */
export const DELIVERY_TIMEOUT_MS = 10_000;

/**
 * When the next attempt is due after `attempts` were made of a delivery that began at `beganAt`, or null when there
 * is none left. An attempt that is late already, after an outage, is due now.
 */
export function nextAttemptAt(attempts: number, beganAt: Instant, now: Instant): Instant | null {
  const offset = ATTEMPT_OFFSETS[attempts];
  return offset === undefined ? null : Math.max(beganAt + offset, now);
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
