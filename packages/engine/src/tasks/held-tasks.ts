import { EXPIRE_LOT_TASK, WARN_LOT_TASK } from '../credits/lots/grant-lot.ts';
import { EXPIRE_PURCHASE_TASK } from '../credits/purchases/purchase-expiry.ts';
import { RELEASE_TASK } from '../earnings/earn.ts';
import { DEADLINE_TASK } from '../jobs/deadline.ts';
import type { Ports } from '../ports.ts';
import { SWEEP_TASK } from '../retention/sweep.ts';
import type { HeldTasks } from '../store/store.ts';
import { EXPIRE_TASK } from '../submissions/lease.ts';
import { RETRY_EXPIRE_TASK } from '../submissions/retry-expiry.ts';
import { REVIEW_EXPIRE_TASK } from '../submissions/review-submission.ts';
import type { Instant } from '../time/instant.ts';
import { certainTime } from '../work/certain-time.ts';

/** Kinds of tasks whose effect depends on the time and cannot be undone. They run on the certain time. */
const IRREVERSIBLE: readonly string[] = [
  SWEEP_TASK,
  WARN_LOT_TASK,
  EXPIRE_LOT_TASK,
  EXPIRE_PURCHASE_TASK,
  DEADLINE_TASK,
  REVIEW_EXPIRE_TASK,
  EXPIRE_TASK,
  RELEASE_TASK,
  RETRY_EXPIRE_TASK,
];

/**
 * Kinds of tasks that may be due at any time in the future, since a customer or the contract sets it. All others are due
 * within a day of being scheduled.
 */
export const DATED_TASKS: readonly string[] = [
  WARN_LOT_TASK,
  EXPIRE_LOT_TASK,
  DEADLINE_TASK,
  REVIEW_EXPIRE_TASK,
  EXPIRE_TASK,
  RELEASE_TASK,
  RETRY_EXPIRE_TASK,
];

/** Returns which tasks must wait although the clock says that they are due; undefined while the clock is not in doubt. */
export function heldTasks(ports: Pick<Ports, 'clock'>, now: Instant): HeldTasks | undefined {
  const until = certainTime(ports, now);
  return until < now ? { kinds: IRREVERSIBLE, until } : undefined;
}

/** Returns the time on which a task of this kind runs. */
export function timeOf(kind: string, ports: Pick<Ports, 'clock'>, now: Instant): Instant {
  return IRREVERSIBLE.includes(kind) ? certainTime(ports, now) : now;
}
