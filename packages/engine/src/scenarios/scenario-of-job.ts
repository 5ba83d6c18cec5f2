import type { JobRecord } from '../store/records.ts';
import {
  isScenarioName,
  SCENARIO_KEY,
  type Scenario,
  type ScenarioName,
  scenarios,
} from './scenario.ts';

/** A host's decisions about one job; the scenario decides the rest. Plain JSON. */
export interface JobPlan {
  /** Default: the scenario in the job's metadata, else `approved`. */
  readonly outcome?: ScenarioName | undefined;
  /** Stars of every attempt: for all slots, or slot by slot in a cycle. Overrides the scenario's ratings. */
  readonly stars?: number | readonly number[] | undefined;
  /** When the last file is scored, in milliseconds after the job's creation. */
  readonly after?: number | undefined;
}

/** The usual length of a job's timeline. */
export const USUAL_LENGTH_MS = 15_000;

/** Returns a job's scenario with the host's decisions applied. Pure. */
export function scenarioOf(
  job: Pick<JobRecord, 'metadata'>,
  plan: JobPlan | undefined,
): Scenario & Pick<JobPlan, 'stars'> {
  const name = plan?.outcome ?? job.metadata[SCENARIO_KEY] ?? 'approved';
  const scenario: Scenario = isScenarioName(name) ? scenarios[name] : scenarios.approved;
  const pace = plan?.after === undefined ? scenario.pace : plan.after / USUAL_LENGTH_MS;
  return { ...scenario, pace, ...(plan?.stars !== undefined && { stars: plan.stars }) };
}

/**
 * Returns the stars of one attempt. Pure. `workerIndex` counts the workers who take the slot in turn, from 0; `attempt`
 * counts from 1.
 */
export function ratingOf(
  { ratings, stars }: ReturnType<typeof scenarioOf>,
  job: Pick<JobRecord, 'min_star_rating'>,
  {
    slot,
    workerIndex,
    attempt,
  }: { readonly slot: number; readonly workerIndex: number; readonly attempt: number },
): number {
  if (typeof stars === 'number') return stars;
  if (stars !== undefined && stars.length > 0) return stars[slot % stars.length] ?? 4;
  const ofWorker = ratings[workerIndex] ?? ratings.at(-1) ?? [];
  const planned = ofWorker[attempt - 1] ?? ofWorker.at(-1) ?? 4;
  return planned === 'approved' ? Math.max(4, job.min_star_rating) : planned;
}

/** Returns how many slots are taken. */
export function slotsTaken(
  { takenUp }: Pick<Scenario, 'takenUp'>,
  { files_needed }: Pick<JobRecord, 'files_needed'>,
): number {
  if (takenUp === 'none') return 0;
  return takenUp === 'all' ? files_needed : Math.floor(files_needed / 2);
}
