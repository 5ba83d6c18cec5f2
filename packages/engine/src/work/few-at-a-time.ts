import type { TaskRecord } from '../store/records.ts';
import type { AfterCommit, TaskHandler } from './task-handler.ts';
import type { Work } from './work.ts';

const FIRST_DELAY_MS = 250;
const LONGEST_DELAY_MS = 60_000;

/**
 * Limits how many tasks of a handler wait for somebody else's service at a time in this process: one that hangs must leave
 * lanes to all other tasks. What is beyond the limit is put off, for 0.25 seconds, doubling, at most a minute, so that many
 * that wait cost little.
 */
export function fewAtATime(most: number, handler: TaskHandler): TaskHandler {
  let running = 0;
  const counted = ({ run, abandon }: AfterCommit): AfterCommit => {
    // From the claim on, so that claims of several lanes do not exceed the limit together.
    running += 1;
    const end = () => {
      running -= 1;
    };
    return {
      run: () => run().finally(end),
      abandon() {
        end();
        abandon?.();
      },
    };
  };
  return async (work, task) => {
    if (running >= most) {
      await putOff(work, task);
      return undefined;
    }
    const afterCommit = await handler(work, task);
    return afterCommit ? counted(afterCommit) : undefined;
  };
}

async function putOff({ tables, now }: Work, task: TaskRecord): Promise<void> {
  const { id, kind, subject, data } = task;
  const times = Number(data.put_off ?? 0);
  const due_at = now + Math.min(FIRST_DELAY_MS * 2 ** times, LONGEST_DELAY_MS);
  await tables.tasks.schedule({
    id,
    kind,
    subject,
    due_at,
    data: { ...data, put_off: times + 1 },
  });
}
