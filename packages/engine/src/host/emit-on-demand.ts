import { WEBHOOK_EVENT_TYPES } from '@firsthandapi/spec';
import { presentTransaction } from '../credits/ledger/present-transaction.ts';
import { presentJob } from '../jobs/present-job.ts';
import type { JobRecord, SubmissionRecord } from '../store/records.ts';
import { type Scope, scopeOf } from '../store/scope.ts';
import { presentSubmission } from '../submissions/present-submission.ts';
import { type EventData, emitEvent } from '../webhooks/emit-event.ts';
import type { Work } from '../work/work.ts';

/** The subject of an event on demand. */
export interface EventSource {
  /** The job of a `job.*` event; for a `submission.*` event, the job whose newest submission is used. */
  readonly jobId?: string | undefined;
  /** The submission of a `submission.*` event. */
  readonly submissionId?: string | undefined;
  /** Fields of the data, which override those of the real resource; required when there is none. */
  readonly data?: Readonly<Record<string, unknown>> | undefined;
}

/**
 * Emits an event of any type as if its cause had just happened, with the data of the real resource if one is named.
 *
 * @throws TypeError when the type or the resource is unknown, or when neither a resource nor data is given.
 */
export async function emitOnDemand(
  work: Work,
  organizationId: string,
  type: string,
  source: EventSource,
): Promise<void> {
  if (!(WEBHOOK_EVENT_TYPES as readonly string[]).includes(type)) {
    throw new TypeError(`Invalid type: '${type}'; pass one of ${WEBHOOK_EVENT_TYPES.join(', ')}`);
  }
  const found = await findResource(work, organizationId, type, source);
  const scope = found?.scope ?? { organization_id: organizationId, environment: 'test' };
  if (found === undefined && source.data === undefined) {
    throw new TypeError(
      `Invalid data: undefined; pass the data of the ${type} event, or the id of its resource`,
    );
  }
  await emitEvent(work, scope, type, { ...found?.data, ...source.data } as unknown as EventData);
}

interface Resource {
  readonly scope: Scope;
  readonly data: object;
}

async function findResource(
  work: Work,
  organizationId: string,
  type: string,
  source: EventSource,
): Promise<Resource | undefined> {
  if (type.startsWith('job.')) {
    return source.jobId === undefined
      ? undefined
      : jobResource(type, await jobOf(work, source.jobId));
  }
  if (type.startsWith('submission.')) {
    const submission = await submissionOf(work, source);
    return submission && { scope: scopeOf(submission), data: presentSubmission(work, submission) };
  }
  if (type === 'credits.low_balance' || type === 'credits.expiring_soon') return undefined;
  const where = { organization_id: organizationId };
  const [transaction] = await work.tables.credit_transactions.list({ where, limit: 1 });
  const scope: Scope = { organization_id: organizationId, environment: 'live' };
  return transaction && { scope, data: presentTransaction(transaction) };
}

function jobResource(type: string, job: JobRecord): Resource {
  const flag = type === 'job.flagged' && { flag_reason: job.flag_reason ?? 'Flagged on demand' };
  return { scope: scopeOf(job), data: { ...presentJob(job), ...flag } };
}

async function jobOf({ tables }: Work, id: string): Promise<JobRecord> {
  const job = await tables.jobs.get(id);
  if (job === undefined)
    throw new TypeError(`Invalid jobId: '${id}'; pass the id of an existing job`);
  return job;
}

async function submissionOf(
  { tables }: Work,
  { submissionId, jobId }: EventSource,
): Promise<SubmissionRecord | undefined> {
  if (submissionId !== undefined) {
    const submission = await tables.submissions.get(submissionId);
    if (submission === undefined) {
      throw new TypeError(
        `Invalid submissionId: '${submissionId}'; pass the id of an existing submission`,
      );
    }
    return submission;
  }
  if (jobId === undefined) return undefined;
  const [newest] = await tables.submissions.list({ where: { job_id: jobId }, limit: 1 });
  if (newest === undefined)
    throw new TypeError(`Invalid jobId: '${jobId}'; pass a job that has a submission`);
  return newest;
}
