import type { AfterCommit } from './after-commit.ts';
import type { Work } from './call.ts';
import type { TaskRecord } from './records.ts';

/** Performs a task that is due, inside a transaction of its own, up to what is to be done after the commit. */
export type TaskHandler = (
  work: Work,
  task: TaskRecord,
) => Promise<void> | Promise<AfterCommit | undefined>;
