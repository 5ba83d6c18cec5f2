import type { TaskRecord } from '../store/records.ts';
import type { Work } from './work.ts';

/**
 * What is left of a task once its transaction has committed: the part that happens outside, which no transaction must
 * wait for. What the task has written has to bring a crash before the end back to here.
 */
export type AfterCommit = () => Promise<void>;

/** Performs a task that is due, inside a transaction of its own, up to what is to be done after the commit. */
export type TaskHandler = (
  work: Work,
  task: TaskRecord,
) => Promise<void> | Promise<AfterCommit | undefined>;
