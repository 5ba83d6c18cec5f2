import { creditTasks } from '../credits/tasks.ts';
import { AUTO_TOPUP_TASK } from '../credits/top-ups/auto-topup.ts';
import { RELEASE_TASK, releaseEarning } from '../earnings/earn.ts';
import { cancelAtDeadline, DEADLINE_TASK } from '../jobs/deadline.ts';
import { EXPORT_TASK, exportHandler } from '../privacy/build-export.ts';
import { ERASURE_TASK, runErasure } from '../privacy/run-erasure.ts';
import { SWEEP_TASK, sweep } from '../retention/sweep.ts';
import { CONFIRMATION_TASK, mailConfirmation } from '../signup/confirm-email.ts';
import { simulationTasks } from '../simulation/steps.ts';
import { scoringHandler } from '../submissions/assess-submission.ts';
import { EXPIRE_TASK, expireLease } from '../submissions/lease.ts';
import { expireRetry, RETRY_EXPIRE_TASK } from '../submissions/retry-expiry.ts';
import { applyUnreviewed, REVIEW_EXPIRE_TASK } from '../submissions/review-submission.ts';
import { SCORE_TASK } from '../submissions/scoring-turn.ts';
import { fewAtATime } from '../work/few-at-a-time.ts';
import type { TaskHandlers } from '../work/task-handler.ts';

/** Tasks of a kind that may wait for a service beyond this one at a time: a provider, a mail server, a bucket. */
const MOST_WAITS = 2;

/** Returns the handler of every kind of task. */
export function createTaskHandlers(): TaskHandlers {
  return {
    ...simulationTasks,
    ...creditTasks,
    [RELEASE_TASK]: releaseEarning,
    [SCORE_TASK]: scoringHandler(),
    [REVIEW_EXPIRE_TASK]: applyUnreviewed,
    [EXPIRE_TASK]: expireLease,
    [RETRY_EXPIRE_TASK]: expireRetry,
    [DEADLINE_TASK]: cancelAtDeadline,
    [AUTO_TOPUP_TASK]: fewAtATime(MOST_WAITS, creditTasks[AUTO_TOPUP_TASK]),
    [EXPORT_TASK]: fewAtATime(MOST_WAITS, exportHandler()),
    [ERASURE_TASK]: fewAtATime(MOST_WAITS, runErasure),
    [CONFIRMATION_TASK]: fewAtATime(MOST_WAITS, mailConfirmation),
    [SWEEP_TASK]: sweep,
    // Scheduled by earlier versions, which may run beside this one. The delivery's own row says when it is due.
    'webhook.deliver': async () => {},
  };
}
