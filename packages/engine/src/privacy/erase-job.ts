import { cancelActiveJob } from '../jobs/change-job.ts';
import { isFinal } from '../jobs/job-status.ts';
import { deleteEvent } from '../retention/delete-event.ts';
import { expireDataExport } from '../retention/expire-data-export.ts';
import { purgeJob } from '../retention/purge-job.ts';
import { rowsUntilGone } from '../store/rows.ts';
import type { Work } from '../work/work.ts';

/**
 * Erases what a job holds: what workers submitted, what the customer wrote, the events that repeat it, and data exports,
 * which repeat all of it. The job's figures stay for billing. Yields the category of each row; it can be stopped after any
 * row and resumed later.
 */
export async function* eraseJob(work: Work, jobId: string): AsyncGenerator<string> {
  const { jobs, events, data_exports } = work.tables;
  const job = await jobs.get(jobId);
  if (job === undefined) return;
  const isActive = !isFinal(job.status);
  yield* purgeJob(work, isActive ? await cancelActiveJob(work, job, { leases: 'ended' }) : job);
  for await (const event of rowsUntilGone(events, { where: { job_id: jobId } })) {
    await deleteEvent(work, event);
    yield 'webhook_events';
  }
  const exports = { organization_id: job.organization_id, status: 'ready' } as const;
  for await (const record of rowsUntilGone(data_exports, { where: exports })) {
    await expireDataExport(work, record);
    yield 'data_exports';
  }
}
