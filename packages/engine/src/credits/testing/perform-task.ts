import type { TaskRecord } from '../../store/records.ts';
import type { AfterCommit, TaskHandler } from '../../work/task-handler.ts';
import type { Work } from '../../work/work.ts';
import { creditTasks } from '../tasks.ts';

/** Performs a task of the credits domain, up to what is to be done after the commit. */
export async function performTask(work: Work, task: TaskRecord): Promise<AfterCommit | undefined> {
  const handler = (creditTasks as Partial<Record<string, TaskHandler>>)[task.kind];
  if (handler === undefined) throw new Error(`No handler for ${task.kind}`);
  return (await handler(work, task)) || undefined;
}
