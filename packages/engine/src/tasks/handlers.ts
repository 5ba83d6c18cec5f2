import { creditTasks } from '../credits/tasks.ts';
import { cancelAtDeadline, DEADLINE_TASK } from '../jobs/deadline.ts';
import { EXPORT_TASK, exportHandler } from '../privacy/build-export.ts';
import { ERASURE_TASK, runErasure } from '../privacy/run-erasure.ts';
import { SWEEP_TASK, sweep } from '../retention/sweep.ts';
import { CONFIRMATION_TASK, mailConfirmation } from '../signup/confirm-email.ts';
import { simulationTasks } from '../simulation/steps.ts';
import type { AttemptLimiter } from '../webhooks/attempt-limiter.ts';
import { deliveryHandler } from '../webhooks/deliver.ts';
import { DELIVERY_TASK } from '../webhooks/delivery-schedule.ts';
import type { TaskHandlers } from '../work/task-handler.ts';

/** Returns the handler of every kind of task. */
export function createTaskHandlers(limiter: AttemptLimiter): TaskHandlers {
  return {
    ...simulationTasks,
    ...creditTasks,
    [DEADLINE_TASK]: cancelAtDeadline,
    [DELIVERY_TASK]: deliveryHandler(limiter),
    [EXPORT_TASK]: exportHandler(),
    [ERASURE_TASK]: runErasure,
    [CONFIRMATION_TASK]: mailConfirmation,
    [SWEEP_TASK]: sweep,
  };
}
