import type { Ports } from '../ports.ts';
import type { TaskRecord } from '../store/records.ts';
import type { Instant } from '../time/instant.ts';
import type { AttemptTurns } from '../webhooks/attempt-limiter.ts';
import { type ClaimedAttempt, claimAttempt, deliver } from '../webhooks/deliver.ts';
import { DELIVERY_TASK } from '../webhooks/delivery-schedule.ts';
import type { EngineSettings } from '../work/engine-settings.ts';
import type { AfterCommit } from '../work/task-handler.ts';
import { performTask } from './handlers.ts';

const MINUTE = 60_000;
const LONGEST_DELAY_MS = 6 * 60 * MINUTE;

/** Told of a task that failed and was put off. */
export type TaskErrorHandler = (error: unknown, task: TaskRecord) => void;

interface TaskParts {
  readonly ports: Ports;
  readonly settings: EngineSettings;
  readonly onTaskError: TaskErrorHandler | undefined;
  readonly turns: AttemptTurns;
}

/**
 * Performs the first task due at or before `now`; false when there is none. A task that throws is rolled back. With
 * `onTaskError` it is put off, a minute at first and twice as long each time, so that it holds up no other; without, the
 * error is thrown and the task stays where it is.
 */
export async function runNext(parts: TaskParts, now: Instant): Promise<boolean> {
  let running: TaskRecord | undefined;
  let attempt: ClaimedAttempt | undefined;
  let after: AfterCommit | undefined;
  const giveBack = () => {
    attempt?.turn.end(now);
    attempt = undefined;
  };
  try {
    await parts.ports.store.transact(async (tables) => {
      // A store may run this again after a collision, and another task may come first then.
      giveBack();
      after = undefined;
      running = await tables.tasks.take(now);
      if (running === undefined) return;
      const work = { ports: parts.ports, settings: parts.settings, tables, now };
      if (running.kind === DELIVERY_TASK) attempt = await claimAttempt(work, running, parts.turns);
      else after = await performTask(work, running);
    });
  } catch (error) {
    giveBack();
    after = undefined;
    if (running === undefined || parts.onTaskError === undefined) throw error;
    await putOff(parts.ports, running, now);
    parts.onTaskError(error, running);
  }
  const claimed = attempt;
  if (claimed !== undefined) after = () => send(parts, claimed);
  if (running !== undefined && after !== undefined) await finish(parts, after, running);
  return running !== undefined;
}

/** The task is done with: what fails now, its lease begins anew. */
async function finish(parts: TaskParts, after: AfterCommit, task: TaskRecord): Promise<void> {
  try {
    await after();
  } catch (error) {
    if (parts.onTaskError === undefined) throw error;
    parts.onTaskError(error, task);
  }
}

async function send(
  { ports, settings }: TaskParts,
  { request, turn }: ClaimedAttempt,
): Promise<void> {
  try {
    await deliver(ports, settings, request);
  } finally {
    turn.end(ports.clock.now());
  }
}

/** How long a task waits after it failed `failures` times. */
export function delayAfterFailures(failures: number): number {
  return Math.min(MINUTE * 2 ** (failures - 1), LONGEST_DELAY_MS);
}

class TakenByAnother extends Error {}

async function putOff({ store }: Ports, { id }: TaskRecord, now: Instant): Promise<void> {
  try {
    await store.transact(async ({ tasks }) => {
      const task = await tasks.take(now);
      // Another process has it; what this one took instead goes back with the rollback.
      if (task?.id !== id) throw new TakenByAnother();
      const failures = Number(task.data.failures ?? 0) + 1;
      await tasks.schedule({
        id,
        kind: task.kind,
        subject: task.subject,
        due_at: now + delayAfterFailures(failures),
        data: { ...task.data, failures },
      });
    });
  } catch (error) {
    if (!(error instanceof TakenByAnother)) throw error;
  }
}
