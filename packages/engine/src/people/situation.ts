import type { JobSummary } from '@firsthandapi/spec/worker';
import { ApiError } from '../errors/api-error.ts';
import { hasEnded, isFinal } from '../jobs/job-status.ts';
import type {
  AssignmentRecord,
  JobRecord,
  WorkerPosition,
  WorkerRecord,
} from '../store/records.ts';
import type { Work } from '../work/work.ts';
import { countOpenJobs, ineligibility } from '../workers/eligibility.ts';

/** Why a worker cannot accept a job, for programs. */
export type WhyNot = JobSummary['why_not'][number];

/** A worker who looks at jobs: what is the same for all of them. */
export interface Onlooker {
  readonly worker: WorkerRecord;
  readonly openJobs: number;
  /** Where they are; null when they did not say. */
  readonly position: WorkerPosition | null;
}

/** A job as one worker sees it. */
export interface SeenJob {
  readonly job: JobRecord;
  readonly onlooker: Onlooker;
  /** What they hold or held of it. */
  readonly assignment: AssignmentRecord | undefined;
  /** Every reason why they cannot accept it; none when they can. */
  readonly whyNot: readonly WhyNot[];
}

export async function onlookerOf(
  work: Work,
  worker: WorkerRecord,
  position: WorkerPosition | null,
): Promise<Onlooker> {
  return { worker, openJobs: await countOpenJobs(work, worker.id), position };
}

/** Looks at a job: whether the worker can accept it, by the same rules by which it is accepted. */
export async function seeJob(work: Work, job: JobRecord, onlooker: Onlooker): Promise<SeenJob> {
  const { worker, openJobs, position } = onlooker;
  const assignment = await work.tables.assignments.get(`${job.id}:${worker.id}`);
  const situation = { hasTakenPart: assignment !== undefined, openJobs, position, now: work.now };
  const whyNot: WhyNot[] = [...ineligibility(job, worker, situation)];
  if (isFinal(job.status) || hasEnded(job)) whyNot.push('ended');
  else if (slotsLeft(job) === 0 || hasAllWorkers(job)) whyNot.push('full');
  return { job, onlooker, assignment, whyNot };
}

/** Throws a conflict that names every reason when the worker cannot accept the job that they see. */
export function requireAcceptable({ job, onlooker, whyNot }: SeenJob): void {
  if (whyNot.length === 0) return;
  const message = `Worker ${onlooker.worker.id} cannot accept job ${job.id}: ${whyNot.join(', ')}`;
  const details = whyNot.map((reason) => ({ field: 'worker', message: reason }));
  throw new ApiError('conflict', message, { details });
}

/** Slots that nobody has accepted yet. */
export function slotsLeft({ files_needed, files_approved, files_pending }: JobRecord): number {
  return Math.max(0, files_needed - files_approved - files_pending);
}

function hasAllWorkers({ max_workers, workers_accepted }: JobRecord): boolean {
  return max_workers !== null && workers_accepted >= max_workers;
}
