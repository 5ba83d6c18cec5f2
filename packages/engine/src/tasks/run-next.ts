import { UnavailableError } from '../errors/port-errors.ts';
import type { Ports } from '../ports.ts';
import type { TaskRecord } from '../store/records.ts';
import type { Instant } from '../time/instant.ts';
import type { EngineSettings } from '../work/engine-settings.ts';
import type { AfterCommit, TaskHandlers } from '../work/task-handler.ts';
import { heldTasks, timeOf } from './held-tasks.ts';
import { performTask } from './perform-task.ts';
import { reschedule } from './reschedule.ts';
import { runTraced } from './run-traced.ts';

/** Called with the error of a task or delivery that failed, after it was rescheduled. */
export type TaskErrorHandler = (error: unknown, task: Pick<TaskRecord, 'kind' | 'id'>) => void;

export interface TaskContext {
  readonly ports: Ports;
  readonly settings: EngineSettings;
  readonly onTaskError: TaskErrorHandler | undefined;
  readonly handlers: TaskHandlers;
}

/**
 * Performs the first task due at or before `now`; returns false when there is none. A task that throws is rolled back.
 * With `onTaskError` it is rescheduled, so that it does not block the others; without, the error is thrown and the task
 * stays first. Throws the store's `UnavailableError` in any case.
 */
export async function runNext(context: TaskContext, now: Instant): Promise<boolean> {
  const { ports, settings, handlers, onTaskError } = context;
  let task: TaskRecord | undefined;
  let afterCommit: AfterCommit | undefined;
  let taskError: unknown;
  try {
    await ports.store.transact(async (tables) => {
      // A store may run this again after a conflict, and then another task may come first.
      afterCommit?.abandon?.();
      afterCommit = undefined;
      taskError = undefined;
      task = await tables.tasks.take(now, heldTasks(ports, now));
      if (task === undefined) return;
      const work = { ports, settings, tables, now: timeOf(task.kind, ports, now) };
      afterCommit = await performTask(handlers, work, task).catch((error: unknown) => {
        taskError = error;
        throw error;
      });
    });
  } catch (error) {
    afterCommit?.abandon?.();
    if (task === undefined || onTaskError === undefined || isOutage(error, taskError)) throw error;
    await reschedule(ports, task, now);
    onTaskError(error, task);
    return true;
  }
  if (task === undefined) return false;
  if (afterCommit !== undefined) await runAfterCommit(context, afterCommit, task);
  return true;
}

/**
 * Whether the store failed, and not the task. The store has rolled back, so the task is still first. A task that throws
 * an `UnavailableError` of another port does not block the tasks behind it.
 */
function isOutage(error: unknown, taskError: unknown): boolean {
  return error instanceof UnavailableError && error !== taskError;
}

/** The task is committed: after a failure here, its lease resumes the work. */
async function runAfterCommit(
  { ports: { traces }, onTaskError }: TaskContext,
  afterCommit: AfterCommit,
  task: TaskRecord,
): Promise<void> {
  try {
    const name = `task ${task.kind} after its commit`;
    await runTraced(traces, task, name, async () => afterCommit.run());
  } catch (error) {
    if (onTaskError === undefined) throw error;
    onTaskError(error, task);
  }
}
