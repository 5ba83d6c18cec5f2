import type { FlaggedJob } from '@firsthandapi/spec';
import { recordSystemAudit } from '../audit/record-audit.ts';
import type { JobRecord } from '../store/records.ts';
import { scopeOf } from '../store/scope.ts';
import { emitEvent } from '../webhooks/emit-event.ts';
import type { Work } from '../work/work.ts';
import { presentJob } from './present-job.ts';

/**
 * Puts a job under review and emits `job.flagged` (contract §4). The job's status does not change: review runs in
 * parallel with the work. Flagging again replaces the reason and emits the event again.
 */
export async function flagJob(work: Work, job: JobRecord, reason: string): Promise<JobRecord> {
  const flagged: JobRecord = { ...job, flag_reason: reason, updated_at: work.now };
  await work.tables.jobs.update(flagged);
  await recordSystemAudit(work, scopeOf(job), 'job.flagged', { type: 'job', id: job.id });
  const data: FlaggedJob = { ...presentJob(flagged), flag_reason: reason };
  await emitEvent(work, scopeOf(job), 'job.flagged', data);
  return flagged;
}
