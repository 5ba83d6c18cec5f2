import { creditTasks } from '../credits/tasks.ts';
import { DEADLINE_TASK, passDeadline } from '../jobs/deadline.ts';
import { buildExport, EXPORT_TASK } from '../privacy/build-export.ts';
import { ERASURE_TASK, runErasure } from '../privacy/run-erasure.ts';
import { SWEEP_TASK, sweep } from '../retention/sweep.ts';
import { simulationTasks } from '../simulation/steps.ts';
import type { TaskRecord } from '../store/records.ts';
import type { AfterCommit, TaskHandler } from '../work/task-handler.ts';
import type { Work } from '../work/work.ts';

/** Every kind of task but webhook deliveries, whose sending happens outside of a transaction. */
const taskHandlers: Readonly<Record<string, TaskHandler>> = {
  ...simulationTasks,
  ...creditTasks,
  [DEADLINE_TASK]: passDeadline,
  [EXPORT_TASK]: buildExport,
  [ERASURE_TASK]: runErasure,
  [SWEEP_TASK]: sweep,
};

/** Performs a task, up to what is to be done after the commit. */
export async function performTask(work: Work, task: TaskRecord): Promise<AfterCommit | undefined> {
  const handler = taskHandlers[task.kind];
  if (handler === undefined) throw new Error(`Nobody knows how to perform a task '${task.kind}'`);
  return (await handler(work, task)) || undefined;
}
