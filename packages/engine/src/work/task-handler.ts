import type { TaskRecord } from '../store/records.ts';
import type { Work } from './work.ts';

/**
 * The part of a task that runs after its transaction has committed, because it calls an external system and no
 * transaction may wait for that. Before the commit the handler must schedule a lease: a task that resumes the work if the
 * process crashes before `run` is done.
 */
export interface AfterCommit {
  run(): Promise<void>;
  /** Called instead of `run` when the transaction was rolled back. */
  abandon?(): void;
}

/** Performs a due task inside its transaction, and returns what is left to do after the commit, if anything. */
export type TaskHandler = (
  work: Work,
  task: TaskRecord,
) => Promise<void> | Promise<AfterCommit | undefined>;

/** The handler of each kind of task. */
export type TaskHandlers = Readonly<Record<string, TaskHandler>>;
