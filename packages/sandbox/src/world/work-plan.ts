import { isScenarioName, type JobPlan, scenarios } from '@firsthandapi/engine/simulation';
import { type Duration, parseDuration } from './duration.ts';
import type { ScenarioName } from './magic.ts';

/** What simulated workers do with one job. */
export interface WorkPlan {
  /** The scenario. Default: the one that the job's metadata names, else `approved`. */
  readonly outcome?: ScenarioName;
  /** Stars 1–5 of every file, or slot by slot, over and over: `[4, 1]`. Takes the place of the scenario's. */
  readonly stars?: number | readonly number[];
  /** When the last file is scored, after the job's creation. Default 15 s. */
  readonly after?: Duration;
}

/**
 * The plan as the engine takes it.
 *
 * @throws TypeError naming the field that makes no sense.
 */
export function toJobPlan({ outcome, stars, after }: WorkPlan): JobPlan {
  if (outcome !== undefined && !isScenarioName(outcome)) {
    const known = Object.keys(scenarios).join(', ');
    throw new TypeError(`outcome: ${JSON.stringify(outcome)} is no scenario; use one of ${known}`);
  }
  const ratings = stars === undefined ? [] : typeof stars === 'number' ? [stars] : stars;
  const isRating = (rating: number) => Number.isInteger(rating) && rating >= 1 && rating <= 5;
  if (!ratings.every(isRating) || (Array.isArray(stars) && stars.length === 0)) {
    throw new TypeError(`stars: ${JSON.stringify(stars)} is not 1 to 5, or a list of those`);
  }
  return {
    ...(outcome !== undefined && { outcome }),
    ...(stars !== undefined && { stars }),
    ...(after !== undefined && { after: parseDuration(after, 'after') }),
  };
}
