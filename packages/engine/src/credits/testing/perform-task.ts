import type { AfterCommit } from '../../after-commit.ts';
import type { Work } from '../../call.ts';
import type { TaskRecord } from '../../records.ts';
import { creditTasks, creditTasksOutside } from '../tasks.ts';

type Handlers<Result> = Partial<Record<string, (work: Work, task: TaskRecord) => Promise<Result>>>;

/** Performs a task of the credits domain, up to what is to be done after the commit. */
export async function performTask(work: Work, task: TaskRecord): Promise<AfterCommit | undefined> {
  const begin = (creditTasksOutside as Handlers<AfterCommit | undefined>)[task.kind];
  if (begin !== undefined) return begin(work, task);
  const handler = (creditTasks as Handlers<void>)[task.kind];
  if (handler === undefined) throw new Error(`No handler for ${task.kind}`);
  await handler(work, task);
  return undefined;
}
