import type { TaskRecord } from '../store/records.ts';
import type { AfterCommit, TaskHandlers } from '../work/task-handler.ts';
import type { Work } from '../work/work.ts';
import { runTraced } from './run-traced.ts';

/** Performs a task inside its transaction, and returns what is left to do after the commit, if anything. */
export async function performTask(
  handlers: TaskHandlers,
  work: Work,
  task: TaskRecord,
): Promise<AfterCommit | undefined> {
  const handler = handlers[task.kind];
  if (handler === undefined) throw new Error(`No handler for task kind '${task.kind}'`);
  const perform = async () => (await handler(work, task)) || undefined;
  return runTraced(work.ports.traces, task, `task ${task.kind}`, perform);
}
