import { appendAuditEvent } from '../audit/record-audit.ts';
import { splitPrice } from '../credits/ledger/split-price.ts';
import { adjustEarnings } from '../earnings/earn.ts';
import { ApiError, notFound } from '../errors/api-error.ts';
import { hasEnded } from '../jobs/job-status.ts';
import { sendMail } from '../mail/send-mail.ts';
import { correctedTrust } from '../scoring/trust.ts';
import type { AppealRecord, JobRecord, SubmissionRecord } from '../store/records.ts';
import { scopeOf } from '../store/scope.ts';
import { approveOverturned } from '../submissions/score-submission.ts';
import type { Work } from '../work/work.ts';
import { addressOf } from './worker-accounts.ts';

/** A person's decision about an appeal. */
export interface AppealDecision {
  /** The person, as the audit log names them. */
  readonly by: string;
  readonly outcome: 'upheld' | 'overturned';
  /** For the worker, at most 2,000 characters. */
  readonly answer: string;
}

const LONGEST_ANSWER = 2_000;

/**
 * Decides an appeal, and mails the answer. When a rejection is overturned, its strike goes and the trust is computed again. While
 * the job has a free slot, the file is approved and paid like any other; afterwards the platform pays the worker, and nothing changes
 * for the buyer. Throws 404 for an unknown appeal, and 409 for one that is decided.
 */
export async function decideAppeal(
  work: Work,
  submissionId: string,
  { by, outcome, answer }: AppealDecision,
): Promise<AppealRecord> {
  const { tables, now } = work;
  if (by.trim() === '' || answer.trim() === '' || answer.length > LONGEST_ANSWER) {
    const message = `A decision needs its person, and an answer of 1 to ${LONGEST_ANSWER} characters`;
    throw new ApiError('validation_error', message);
  }
  const appeal = await tables.appeals.get(submissionId);
  const submission = await tables.submissions.get(submissionId);
  if (appeal === undefined || submission === undefined) throw notFound('appeal', submissionId);
  if (appeal.status !== 'open') {
    throw new ApiError('conflict', `The appeal of ${submissionId} is already ${appeal.status}`);
  }
  const decided: AppealRecord = {
    ...appeal,
    status: outcome,
    answer,
    decided_by: by,
    answered_at: now,
  };
  await tables.appeals.update(decided);
  if (outcome === 'overturned') await overturn(work, submission);
  await audit(work, submission, decided);
  await sendMail(work, await answerMail(work, decided));
  return decided;
}

async function overturn(work: Work, submission: SubmissionRecord): Promise<void> {
  const job = await work.tables.jobs.get(submission.job_id);
  if (job === undefined) throw notFound('job', submission.job_id);
  await correctRecord(work, job, submission);
  if (hasFreeSlot(job)) {
    await approveOverturned(work, job, submission);
  } else if (job.environment === 'live') {
    const { worker_cents } = splitPrice(job.price_per_file_cents);
    await adjustEarnings(work, submission.worker_id, worker_cents, 'rejection_overturned');
  }
}

function hasFreeSlot(job: JobRecord): boolean {
  if (hasEnded(job) || job.is_settling) return false;
  return job.files_needed > job.files_approved + job.files_pending;
}

/** Takes the strike back, and counts the file as one that has just the stars that its job asks for. */
async function correctRecord(
  { tables }: Work,
  job: JobRecord,
  { worker_id, ai_star_rating, rejection_code }: SubmissionRecord,
): Promise<void> {
  const worker = await tables.workers.get(worker_id);
  const trust = worker?.trust[job.type];
  if (worker === undefined || trust === undefined || ai_star_rating === null) return;
  const to = Math.max(ai_star_rating, job.min_star_rating);
  const hadStrike = rejection_code !== 'below_threshold';
  await tables.workers.update({
    ...worker,
    strikes: Math.max(0, worker.strikes - (hadStrike ? 1 : 0)),
    trust: { ...worker.trust, [job.type]: correctedTrust(trust, { from: ai_star_rating, to }) },
  });
}

function audit(work: Work, submission: SubmissionRecord, { status, decided_by }: AppealRecord) {
  const resource = { type: 'submission', id: submission.id };
  return appendAuditEvent(work, scopeOf(submission), `submission.appeal_${status}`, resource, {
    actor: { type: 'reviewer', id: decided_by },
    ip: null,
    user_agent: null,
    request_id: null,
  });
}

async function answerMail(work: Work, { organization_id, status, answer }: AppealRecord) {
  const said = status === 'overturned' ? 'A person agreed with you' : 'The rejection stands';
  return {
    kind: 'appeal_answered',
    to: await addressOf(work, organization_id),
    subject: `Your appeal: ${said.toLowerCase()}`,
    text: `${said}.\n\n${answer}\n`,
    expires_at: null,
  };
}
