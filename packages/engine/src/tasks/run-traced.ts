import type { Traces } from '../ports.ts';
import type { TaskRecord } from '../store/records.ts';

/** Runs `work` as a span that continues the trace of what scheduled the task, when the host traces. */
export function runTraced<T>(
  traces: Traces | undefined,
  task: TaskRecord,
  name: string,
  work: () => Promise<T>,
): Promise<T> {
  if (traces === undefined) return work();
  return traces.continue(name, task.traceparent ?? null, work);
}
