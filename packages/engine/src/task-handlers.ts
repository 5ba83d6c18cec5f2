import type { Work } from './call.ts';
import { creditTasks } from './credits/tasks.ts';
import { endJob } from './jobs/change-job.ts';
import { isFinal } from './jobs/job-status.ts';
import { buildExport, EXPORT_TASK } from './privacy/build-export.ts';
import { ERASURE_TASK, runErasure } from './privacy/run-erasure.ts';
import type { TaskRecord } from './records.ts';
import { SWEEP_TASK, sweep } from './retention/sweep.ts';
import { simulationTasks } from './simulation/steps.ts';

/** What a task does when it is due, inside one transaction. */
type TaskHandler = (work: Work, task: TaskRecord) => Promise<void>;

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

export async function performTask(work: Work, task: TaskRecord): Promise<void> {
  const handler = taskHandlers[task.kind];
  if (handler === undefined) throw new Error(`Nobody knows how to perform a task '${task.kind}'`);
  await handler(work, task);
}
