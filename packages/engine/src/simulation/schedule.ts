import type { Scenario } from '../scenarios/scenario.ts';
import { scenarioOf, slotsTaken } from '../scenarios/scenario-of-job.ts';
import { acceptedAt, flaggedAt } from '../scenarios/timeline.ts';
import type { JobRecord, TaskRecord } from '../store/records.ts';
import type { Instant } from '../time/instant.ts';
import type { Work } from '../work/work.ts';

/**
 * The kind of task of each step of simulated work; its subject is the job. The usual steps of a job are drawn one by one,
 * each by the one before it, so that a job of 10,000 files has one scheduled task: its slots are accepted in turn
 * (`accept`), then their files are submitted (`submitNext`), then scored (`scoreNext`). Only what follows a rejection has
 * tasks of its own.
 */
export const SIMULATION_TASKS = {
  accept: 'simulation.accept',
  takeOver: 'simulation.take_over',
  submitNext: 'simulation.hand_in_next',
  submit: 'simulation.hand_in',
  scoreNext: 'simulation.score_next',
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
  const turns = { first: 0, after: '' };
  if (slotsTaken(scenario, job) > 0) await scheduleAccept(work, job, scenario, 0, turns);
}

/** The workers of a job whose files are submitted one after the other. */
export interface Turns {
  /** The first of these workers, by index. */
  readonly first: number;
  /** The assignment before theirs; empty when there is none. */
  readonly after: string;
}

/** Schedules the next worker, who accepts as many slots as allowed. */
export function scheduleAccept(
  work: Work,
  job: JobRecord,
  { pace }: Pick<Scenario, 'pace'>,
  worker: number,
  turns: Turns,
): Promise<void> {
  return scheduleStep(work, job, 'accept', acceptedAt(job, worker, pace), { worker, ...turns });
}

/** Schedules a step of simulated work. A step that is late takes its turn with those of other organizations. */
export async function scheduleStep(
  work: Work,
  job: JobRecord,
  step: keyof typeof SIMULATION_TASKS,
  wantedAt: Instant,
  data: TaskRecord['data'],
): Promise<void> {
  const kind = SIMULATION_TASKS[step];
  const { stepPacer } = work.settings;
  const dueAt = stepPacer?.dueAt(job.organization_id, wantedAt, work.now) ?? wantedAt;
  await work.tables.tasks.schedule({
    id: stepId(`${kind}:${job.id}`, data, dueAt),
    due_at: dueAt,
    kind,
    subject: job.id,
    data,
  });
}

function stepId(step: string, data: TaskRecord['data'], dueAt: Instant): string {
  let id = step;
  for (const name in data) id += `:${data[name]}`;
  return `${id}:${dueAt}`;
}
