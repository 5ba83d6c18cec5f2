import type { AssignmentRecord, JobRecord } from '../../store/records.ts';

const LEASE_SECONDS = 1_800;

/** Returns the assignments of a snapshot. Those of earlier versions are of simulated workers, who have no lease. */
export function assignmentsWithLeases(
  assignments: readonly AssignmentRecord[],
): readonly AssignmentRecord[] {
  const none = { released: 0, expires_at: null, is_extended: false };
  return assignments.map((assignment) =>
    assignment.released === undefined ? { ...assignment, ...none } : assignment,
  );
}

/** Returns the jobs of a snapshot. Those of earlier versions had no leases, and nobody was offered them. */
export function jobsWithLeases(jobs: readonly JobRecord[]): readonly JobRecord[] {
  const usual = { lease_seconds: LEASE_SECONDS, is_settling: false };
  const offered = null;
  return jobs.map((job) => {
    if (job.offered !== undefined) return job;
    return job.lease_seconds === undefined ? { ...job, ...usual, offered } : { ...job, offered };
  });
}
