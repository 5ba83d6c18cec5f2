import { RetryLaterError } from '../errors/port-errors.ts';
import type { SubmissionRecord, TaskRecord } from '../store/records.ts';
import type { Work } from '../work/work.ts';

/** The kind of task that assesses what a person submitted; its subject is the submission. */
export const SCORE_TASK = 'submission.score';

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const LONGEST_DELAY_MS = 6 * 60 * MINUTE_MS;

/** Which call of the scorer a task makes, and why: the first one, or one after a failure or a lease that ran out. */
export interface Turn {
  readonly attempt: number;
  readonly call: number;
  readonly after: 'submission' | 'failure' | 'lease';
  /** How often it was rescheduled because too many calls were under way. */
  readonly put_off: number;
}

/** Schedules the assessment of a submission, due at once. */
export function scheduleScoring(work: Work, { id, attempt }: SubmissionRecord): Promise<void> {
  const turn: Turn = { attempt, call: 1, after: 'submission', put_off: 0 };
  return scheduleTurn(work, id, turn, work.now);
}

export async function scheduleTurn(
  work: Work,
  submissionId: string,
  turn: Turn,
  due_at: number,
): Promise<void> {
  const { attempt, call, after, put_off } = turn;
  await work.tables.tasks.schedule({
    id: `${SCORE_TASK}:${submissionId}:${attempt}:${call}:${after}:${put_off}`,
    due_at,
    kind: SCORE_TASK,
    subject: submissionId,
    data: { attempt, call, after, put_off },
  });
}

export function turnOf({ data }: TaskRecord): Turn {
  return {
    attempt: Number(data.attempt),
    call: Number(data.call),
    after: data.after as Turn['after'],
    put_off: Number(data.put_off ?? 0),
  };
}

export function nextTurn({ attempt, call }: Turn, after: Turn['after']): Turn {
  return { attempt, call: call + 1, after, put_off: 0 };
}

/** Puts a turn off: by 1 second, doubling, at most a minute, so that many that wait cost little. */
export function putOff(work: Work, submissionId: string, turn: Turn): Promise<void> {
  const delay = Math.min(SECOND_MS * 2 ** turn.put_off, MINUTE_MS);
  const later = { ...turn, put_off: turn.put_off + 1 };
  return scheduleTurn(work, submissionId, later, work.now + delay);
}

/** Returns how long to wait after a failed call: 1 minute, doubling, at most 6 hours, or what the provider says. */
export function delayAfter(error: unknown, { call }: Turn): number {
  if (error instanceof RetryLaterError) return Math.max(0, error.delayMs);
  return Math.min(MINUTE_MS * 2 ** (call - 1), LONGEST_DELAY_MS);
}
