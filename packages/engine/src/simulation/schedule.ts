import { type Scenario, scenarioOf, slotsTaken } from '../scenarios/scenario.ts';
import { acceptedAt, flaggedAt } from '../scenarios/timeline.ts';
import type { JobRecord, TaskRecord } from '../store/records.ts';
import type { Instant } from '../time/instant.ts';
import type { Work } from '../work/work.ts';

/**
 * The kind of task of each step of simulated work; its subject is the job. Each step schedules the next, so that the
 * queue stays short.
 */
export const SIMULATION_TASKS = {
  accept: 'simulation.accept',
  takeOver: 'simulation.take_over',
  submit: 'simulation.hand_in',
  score: 'simulation.score',
  flag: 'simulation.flag',
} as const;

/** Returns a job's scenario: its host's decision, else the one in its metadata. */
export function plannedScenario(work: Work, job: JobRecord): ReturnType<typeof scenarioOf> {
  return scenarioOf(job, work.settings.planJob?.(job));
}

/** Starts simulated work on a new job (contract §6). */
export async function scheduleSimulation(work: Work, job: JobRecord): Promise<void> {
  const scenario = plannedScenario(work, job);
  if (scenario.flagReason !== null) {
    await scheduleStep(work, job, 'flag', flaggedAt(job, scenario.pace), {});
  }
  if (slotsTaken(scenario, job) > 0) await scheduleAccept(work, job, scenario, 0);
}

/** Schedules the next worker, who accepts as many slots as allowed. */
export function scheduleAccept(
  work: Work,
  job: JobRecord,
  { pace }: Pick<Scenario, 'pace'>,
  worker: number,
): Promise<void> {
  return scheduleStep(work, job, 'accept', acceptedAt(job, worker, pace), { worker });
}

/** Schedules a step of simulated work. */
export async function scheduleStep(
  work: Work,
  job: JobRecord,
  step: keyof typeof SIMULATION_TASKS,
  dueAt: Instant,
  data: TaskRecord['data'],
): Promise<void> {
  const kind = SIMULATION_TASKS[step];
  await work.tables.tasks.schedule({
    id: `${kind}:${job.id}:${Object.values(data).join(':')}:${dueAt}`,
    due_at: dueAt,
    kind,
    subject: job.id,
    data,
  });
}
