import { creditTasks } from '../credits/tasks.ts';
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
import type { TaskHandlers } from '../work/task-handler.ts';

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
    [EXPORT_TASK]: exportHandler(),
    [ERASURE_TASK]: runErasure,
    [CONFIRMATION_TASK]: mailConfirmation,
    [SWEEP_TASK]: sweep,
    // Scheduled by earlier versions, which may run beside this one. The delivery's own row says when it is due.
    'webhook.deliver': async () => {},
  };
}
