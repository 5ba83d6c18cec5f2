import { endJob } from '../jobs/change-job.ts';
import { isFinal } from '../jobs/job-status.ts';
import { deleteEvent } from '../retention/delete-event.ts';
import { expireDataExport } from '../retention/expire-data-export.ts';
import { purgeJob } from '../retention/purge-job.ts';
import type { JobRecord } from '../store/records.ts';
import { rowsUntilGone } from '../store/rows.ts';
import type { Work } from '../work/work.ts';

/** What stands where an erased text stood. */
const ERASED = '[erased]';

/**
 * Erases what a job holds: what workers handed in, the events that tell of it, data exports, which repeat all of it, and
 * every text that the customer wrote. The job's figures stay for billing. Yields the category of each row, and may be stopped after any and begun anew.
 */
export async function* eraseJob(work: Work, jobId: string): AsyncGenerator<string> {
  const { jobs, events, data_exports } = work.tables;
  const job = await jobs.get(jobId);
  if (job === undefined) return;
  yield* purgeJob(work, isFinal(job.status) ? job : await endJob(work, job));
  for await (const event of rowsUntilGone(events, { where: { job_id: jobId } })) {
    await deleteEvent(work, event);
    yield 'webhook_events';
  }
  const exports = { organization_id: job.organization_id, status: 'ready' } as const;
  for await (const record of rowsUntilGone(data_exports, { where: exports })) {
    await expireDataExport(work, record);
    yield 'data_exports';
  }
  const purged = await jobs.get(jobId);
  if (purged === undefined || purged.description === ERASED) return;
  await jobs.update(withoutTexts(purged, work.now));
  yield 'jobs';
}

function withoutTexts(job: JobRecord, now: number): JobRecord {
  return {
    ...job,
    title: null,
    description: ERASED,
    scoring_criteria: null,
    worker_guidelines: null,
    location: null,
    metadata: {},
    context: null,
    rating_comment: null,
    flag_reason: null,
    updated_at: now,
  };
}
