import type { Assignment } from '@firsthandapi/spec/worker';
import { hasEnded, isFinal } from '../jobs/job-status.ts';
import type { AssignmentRecord, JobRecord } from '../store/records.ts';
import { timestamp } from '../time/timestamp.ts';
import type { Work } from '../work/work.ts';

/** Returns what a worker accepted, as they see it. The job is undefined once it is deleted. */
export function presentAssignment(
  { now }: Pick<Work, 'now'>,
  assignment: AssignmentRecord,
  job: JobRecord | undefined,
): Assignment {
  const { slots, released, submitted, accepted_at, is_extended } = assignment;
  const expires_at = assignment.expires_at ?? accepted_at;
  const isOpen = job !== undefined && !hasEnded(job);
  const isRunning = isOpen && now < expires_at && slots > released + submitted;
  return {
    object: 'assignment',
    job_id: assignment.job_id,
    environment: assignment.environment,
    job_title: job?.title ?? null,
    status: isRunning ? 'running' : 'ended',
    slots,
    submitted,
    released,
    accepted_at: timestamp(accepted_at),
    expires_at: timestamp(expires_at),
    can_extend: isRunning && !is_extended && !isFinal(job.status),
  };
}
