import type {
  AssignmentRecord,
  JobRecord,
  SubmissionRecord,
  WorkerRecord,
} from '../../store/records.ts';

interface WorkerTables {
  readonly workers: readonly WorkerRecord[];
  readonly jobs: readonly JobRecord[];
  readonly submissions: readonly SubmissionRecord[];
  readonly assignments: readonly AssignmentRecord[];
}

/**
 * Returns the workers of a snapshot. Those of earlier versions did not say which job they were made for: it is that of
 * their submission or assignment. A worker of no job, or of one whose content is deleted, is left out.
 */
export function workersWithOwners(tables: WorkerTables): readonly WorkerRecord[] {
  const workers = tables.workers ?? [];
  if (workers.every(({ job_id }) => job_id !== undefined)) return workers;
  const jobs = new Map<string, JobRecord>(tables.jobs.map((job) => [job.id, job]));
  const jobIds = new Map(
    [...tables.submissions, ...tables.assignments].map(({ worker_id, job_id }) => [
      worker_id,
      job_id,
    ]),
  );
  return workers.flatMap((worker): readonly WorkerRecord[] => {
    if (worker.job_id !== undefined) return [worker];
    const job = jobs.get(jobIds.get(worker.id) ?? '');
    if (job === undefined || job.purged_at !== null) return [];
    return [{ ...worker, organization_id: job.organization_id, job_id: job.id }];
  });
}
