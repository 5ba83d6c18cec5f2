import type { Appeal } from '@firsthandapi/spec/worker';
import { ApiError } from '../errors/api-error.ts';
import type { AppealRecord, SubmissionRecord, WorkerRecord } from '../store/records.ts';
import type { Instant } from '../time/instant.ts';
import { nullableTimestamp, timestamp } from '../time/timestamp.ts';
import type { Work } from '../work/work.ts';

const DAY_MS = 24 * 60 * 60 * 1_000;
/** How long a rejection can be appealed, and within which time an appeal is answered (contract §10). */
const APPEAL_MS = 7 * DAY_MS;
const ANSWER_MS = 7 * DAY_MS;

/** Returns until when a rejection can be appealed; null when it cannot, or no longer. */
export function appealEnd(
  { status, rejection_code, scored_at }: SubmissionRecord,
  appeal: AppealRecord | undefined,
  now: Instant,
): Instant | null {
  if (status !== 'rejected' || rejection_code === 'retry_expired') return null;
  if (appeal !== undefined || scored_at === null) return null;
  const end = scored_at + APPEAL_MS;
  return now < end ? end : null;
}

/** Asks a person to look at a rejection again. Throws a conflict that says why it cannot be appealed. */
export async function appeal(
  work: Work,
  worker: WorkerRecord,
  submission: SubmissionRecord,
  text: string,
): Promise<AppealRecord> {
  const { tables, now } = work;
  const known = await tables.appeals.get(submission.id);
  if (appealEnd(submission, known, now) === null) throw cannotAppeal(submission, known);
  const record: AppealRecord = {
    organization_id: worker.id,
    environment: submission.environment,
    id: submission.id,
    job_id: submission.job_id,
    status: 'open',
    text,
    answer: null,
    decided_by: null,
    created_at: now,
    due_at: now + ANSWER_MS,
    answered_at: null,
  };
  await tables.appeals.insert(record);
  return record;
}

export function presentAppeal(appeal: AppealRecord): Appeal {
  return {
    object: 'appeal',
    status: appeal.status,
    text: appeal.text,
    answer: appeal.answer,
    created_at: timestamp(appeal.created_at),
    answer_due_at: timestamp(appeal.due_at),
    answered_at: nullableTimestamp(appeal.answered_at),
  };
}

function cannotAppeal(
  { id, status, rejection_code }: SubmissionRecord,
  known: AppealRecord | undefined,
): ApiError {
  const [reason, message] =
    known !== undefined
      ? ['appealed', `Submission ${id} was already appealed`]
      : status !== 'rejected'
        ? ['not_rejected', `Submission ${id} is ${status}, and only a rejection can be appealed`]
        : rejection_code === 'retry_expired'
          ? ['retry_expired', `Submission ${id} was rejected since its retry did not come`]
          : ['too_late', `Submission ${id} was rejected more than 7 days ago`];
  return new ApiError('conflict', message, { details: [{ field: 'submission', message: reason }] });
}
