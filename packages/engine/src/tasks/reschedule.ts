import type { Ports } from '../ports.ts';
import type { TaskRecord } from '../store/records.ts';
import type { Instant } from '../time/instant.ts';
import { heldTasks, timeOf } from './held-tasks.ts';

const MINUTE = 60_000;
const LONGEST_DELAY_MS = 6 * 60 * MINUTE;

/** How long a task waits after it failed `failures` times: 1 minute, doubling, at most 6 hours. */
export function delayAfterFailures(failures: number): number {
  return Math.min(MINUTE * 2 ** (failures - 1), LONGEST_DELAY_MS);
}

class TakenByAnotherProcess extends Error {}

/** Reschedules a task whose transaction failed. Does nothing when another process has taken it in the meantime. */
export async function reschedule(
  ports: Pick<Ports, 'clock' | 'store'>,
  { id }: TaskRecord,
  now: Instant,
): Promise<void> {
  try {
    await ports.store.transact(async ({ tasks }) => {
      const task = await tasks.take(now, heldTasks(ports, now));
      // Whatever was taken instead goes back with the rollback.
      if (task?.id !== id) throw new TakenByAnotherProcess();
      const { kind, subject, data } = task;
      const failures = Number(data.failures ?? 0) + 1;
      const due_at = timeOf(kind, ports, now) + delayAfterFailures(failures);
      await tasks.schedule({ id, kind, subject, due_at, data: { ...data, failures } });
    });
  } catch (error) {
    if (!(error instanceof TakenByAnotherProcess)) throw error;
  }
}
