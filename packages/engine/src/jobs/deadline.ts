import type { JobRecord } from '../store/records.ts';
import type { TaskHandler } from '../work/task-handler.ts';
import type { Work } from '../work/work.ts';
import { cancelActiveJob } from './change-job.ts';
import { isFinal } from './job-status.ts';

/** The kind of task that ends a job at its deadline; its subject is the job. */
export const DEADLINE_TASK = 'job.deadline';

/** Schedules the job's cancellation at its deadline, if it has one. */
export async function scheduleDeadline({ tables }: Work, job: JobRecord): Promise<void> {
  if (job.deadline === null) return;
  await tables.tasks.schedule({
    id: `deadline:${job.id}`,
    due_at: job.deadline,
    kind: DEADLINE_TASK,
    subject: job.id,
    data: {},
  });
}

/** Task `job.deadline`: cancels a job that is still active at its deadline (contract §5). */
export const cancelAtDeadline: TaskHandler = async (work, task) => {
  const job = await work.tables.jobs.get(task.subject);
  if (job !== undefined && !isFinal(job.status)) await cancelActiveJob(work, job);
};
