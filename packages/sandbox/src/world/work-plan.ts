import { type JobPlan, scenarios } from '@firsthandapi/engine/host';
import { type OptionNames, requireChoice, requireKnown, show } from '../values/check-options.ts';
import { type Duration, parseDuration } from '../values/duration.ts';
import type { ScenarioName } from './magic.ts';

/**
 * What simulated workers do with one job.
 *
 * @example
 * ```ts
 * world.worker.next({ stars: [4, 1], after: '3s' });
 * ```
 */
export interface WorkPlan {
  /** The scenario. Default: the one in the job's metadata, or else `approved`. */
  readonly outcome?: ScenarioName;
  /** Stars from 1 to 5 for every file, or a list that the slots cycle through. Replaces the scenario's stars. */
  readonly stars?: number | readonly number[];
  /** Time between the job's creation and its last score. Default 15 s. */
  readonly after?: Duration;
}

const WORK_PLAN_FIELDS: OptionNames<WorkPlan> = { outcome: true, stars: true, after: true };

/**
 * Converts a plan to the engine's form.
 *
 * @throws TypeError when a field is invalid; the message names it.
 */
export function toJobPlan(plan: WorkPlan): JobPlan {
  requireKnown(plan, WORK_PLAN_FIELDS, 'work plan');
  const { outcome, stars, after } = plan;
  if (outcome !== undefined) {
    requireChoice(outcome, Object.keys(scenarios) as ScenarioName[], 'outcome');
  }
  const ratings = stars === undefined ? [] : Array.isArray(stars) ? stars : [stars];
  const isRating = (rating: number) => Number.isInteger(rating) && rating >= 1 && rating <= 5;
  if (!ratings.every(isRating) || (Array.isArray(stars) && stars.length === 0)) {
    throw new TypeError(
      `Invalid stars: ${show(stars)}; pass an integer from 1 to 5, or a list of them`,
    );
  }
  return {
    ...(outcome !== undefined && { outcome }),
    ...(stars !== undefined && { stars }),
    ...(after !== undefined && { after: parseDuration(after, 'after') }),
  };
}
