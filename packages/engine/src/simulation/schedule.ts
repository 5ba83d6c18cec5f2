import type { Work } from '../call.ts';
import type { Instant } from '../ports.ts';
import type { JobRecord, TaskRecord } from '../records.ts';
import { acceptedAt, handedInAt, scoredAt } from './timeline.ts';

/** What the steps of simulated work are told. Each schedules what follows it, so that the queue stays short. */
export const SIMULATION_TASKS = {
  accept: 'simulation.accept',
  handIn: 'simulation.hand_in',
  score: 'simulation.score',
} as const;

/** Puts simulated workers on a new test job (contract §6). */
export function scheduleSimulation(work: Work, job: JobRecord): Promise<void> {
  return scheduleAccept(work, job, 0);
}

export function scheduleAccept(work: Work, job: JobRecord, worker: number): Promise<void> {
  return schedule(work, job, SIMULATION_TASKS.accept, acceptedAt(job, worker), { worker });
}

export function scheduleHandIn(
  work: Work,
  job: JobRecord,
  slot: number,
  assignmentId: string,
): Promise<void> {
  const data = { slot, assignment_id: assignmentId };
  return schedule(work, job, SIMULATION_TASKS.handIn, handedInAt(job, slot), data);
}

export function scheduleScore(
  work: Work,
  job: JobRecord,
  slot: number,
  submissionId: string,
): Promise<void> {
  const data = { slot, submission_id: submissionId };
  return schedule(work, job, SIMULATION_TASKS.score, scoredAt(job, slot), data);
}

/** A step of a retry, which is not on the job's timeline but follows its first attempt. */
export function scheduleRetryStep(
  work: Work,
  job: JobRecord,
  kind: 'handIn' | 'score',
  dueAt: Instant,
  data: { readonly slot: number; readonly submission_id: string },
): Promise<void> {
  return schedule(work, job, SIMULATION_TASKS[kind], dueAt, data);
}

async function schedule(
  work: Work,
  job: JobRecord,
  kind: string,
  dueAt: Instant,
  data: TaskRecord['data'],
): Promise<void> {
  await work.tables.tasks.schedule({
    id: `${kind}:${job.id}:${Object.values(data).join(':')}:${dueAt}`,
    due_at: dueAt,
    kind,
    subject: job.id,
    data,
  });
}
