import type { AfterCommit } from './after-commit.ts';
import type { Work } from './call.ts';
import { creditTasks } from './credits/tasks.ts';
import { endJob } from './jobs/change-job.ts';
import { isFinal } from './jobs/job-status.ts';
import { buildExport, EXPORT_TASK } from './privacy/build-export.ts';
import { ERASURE_TASK, runErasure } from './privacy/run-erasure.ts';
import type { TaskRecord } from './records.ts';
import { SWEEP_TASK, sweep } from './retention/sweep.ts';
import { simulationTasks } from './simulation/steps.ts';
import type { TaskHandler } from './task-handler.ts';

/** A deadline that passes cancels the job (contract §5). */
const passDeadline: TaskHandler = async (work, task) => {
  const job = await work.tables.jobs.get(task.subject);
  if (job !== undefined && !isFinal(job.status)) await endJob(work, job);
};

/** Every kind of task but webhook deliveries, whose sending happens outside of a transaction. */
const taskHandlers: Readonly<Record<string, TaskHandler>> = {
  ...simulationTasks,
  ...creditTasks,
  'job.deadline': passDeadline,
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
