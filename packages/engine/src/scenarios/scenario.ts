import type { JobRecord } from '../store/records.ts';

/** A star rating, or `approved`: 4 stars, or 5 where the job's threshold asks for them. */
type PlannedRating = 1 | 2 | 3 | 4 | 5 | 'approved';

/** What simulated workers do with a job. */
export interface Scenario {
  /** What it shows, in a sentence. */
  readonly summary: string;
  /**
   * Ratings of a slot: for each worker who takes it in turn, those of their attempts. The last of a list stands for
   * all that follow in it. When the last worker is rejected, nobody else comes.
   */
  readonly ratings: readonly (readonly PlannedRating[])[];
  /** How much of the job is taken up: `all`, `half` (rounded down) or `none`. */
  readonly takenUp: 'all' | 'half' | 'none';
  /** The length of the timeline, as a multiple of the usual 15 seconds. */
  readonly pace: number;
  /** Files are smaller than the job asks for, where it asks for more than 1,024 × 768 pixels. */
  readonly tooSmall: boolean;
  /** Why the job is flagged after 2 seconds; null when it is not. */
  readonly flagReason: string | null;
}

const USUAL = {
  ratings: [[4]],
  takenUp: 'all',
  pace: 1,
  tooSmall: false,
  flagReason: null,
} as const;

/** Every scenario by name: the one table that types, documentation and tests are made from. */
export const scenarios = {
  approved: { ...USUAL, summary: 'Every file gets 4 stars; completed after 15 seconds.' },
  excellent: { ...USUAL, summary: 'Every file gets 5 stars.', ratings: [[5]] },
  rejected: {
    ...USUAL,
    summary:
      'Every file gets 1 star: rejected without a retry, its slots free again, nobody else comes.',
    ratings: [[1]],
  },
  low_quality: {
    ...USUAL,
    summary: 'Every file gets 2 stars, and its retry too: rejected, nobody else comes.',
    ratings: [[2, 2]],
  },
  retry_then_approved: {
    ...USUAL,
    summary: 'Every file gets 2 stars, and its retry is approved. Needs min_star_rating 3 or more.',
    ratings: [[2, 'approved']],
  },
  low_quality_then_approved: {
    ...USUAL,
    summary:
      'Every file and its retry get 2 stars; another worker takes the slot and is approved. Needs min_star_rating 3 or more.',
    ratings: [[2, 2], ['approved']],
  },
  too_small: {
    ...USUAL,
    summary:
      'Every file is smaller than min_width × min_height: 1 star without scoring. Needs a minimum above 1,024 × 768.',
    ratings: [[1]],
    tooSmall: true,
  },
  partial: {
    ...USUAL,
    summary: 'Half of the files, rounded down, are approved; then nobody else comes.',
    takenUp: 'half',
  },
  never_picked_up: { ...USUAL, summary: 'Nobody takes the job: it stays open.', takenUp: 'none' },
  slow: {
    ...USUAL,
    summary: 'As usual, ten times as slow: completed after 150 seconds.',
    pace: 10,
  },
  flagged: {
    ...USUAL,
    summary: 'The job is flagged after 2 seconds (job.flagged); the work goes on.',
    flagReason: 'Simulated: the description may break the acceptable use policy',
  },
} as const satisfies Readonly<Record<string, Scenario>>;

/** The name of a scenario. */
export type ScenarioName = keyof typeof scenarios;

/** The metadata key that chooses a scenario for a job of the test environment. */
export const SCENARIO_KEY = 'fh_scenario';

/** What a host decides about one job; what it leaves out is the scenario's. Plain JSON. */
export interface JobPlan {
  /** Default: the one that the job's metadata names, else `approved`. */
  readonly outcome?: ScenarioName | undefined;
  /** Stars of every attempt: of all slots, or slot by slot, over and over. Takes the place of the scenario's. */
  readonly stars?: number | readonly number[] | undefined;
  /** When the last file is scored, in milliseconds after the job's creation. */
  readonly after?: number | undefined;
}

/** The usual length of a job's timeline. */
export const USUAL_LENGTH_MS = 15_000;

/** The scenario of a job, with what the host decided about it. A pure function of both. */
export function scenarioOf(
  job: Pick<JobRecord, 'metadata'>,
  plan: JobPlan | undefined,
): Scenario & Pick<JobPlan, 'stars'> {
  const name = plan?.outcome ?? job.metadata[SCENARIO_KEY] ?? 'approved';
  const scenario: Scenario = isScenarioName(name) ? scenarios[name] : scenarios.approved;
  const pace = plan?.after === undefined ? scenario.pace : plan.after / USUAL_LENGTH_MS;
  return { ...scenario, pace, ...(plan?.stars !== undefined && { stars: plan.stars }) };
}

/** Stars of one attempt: a pure function of the job, the slot, who has it in turn (from 0) and the attempt (from 1). */
export function ratingOf(
  { ratings, stars }: ReturnType<typeof scenarioOf>,
  job: Pick<JobRecord, 'min_star_rating'>,
  {
    slot,
    turn,
    attempt,
  }: { readonly slot: number; readonly turn: number; readonly attempt: number },
): number {
  if (typeof stars === 'number') return stars;
  if (stars !== undefined && stars.length > 0) return stars[slot % stars.length] ?? 4;
  const ofWorker = ratings[turn] ?? ratings.at(-1) ?? [];
  const planned = ofWorker[attempt - 1] ?? ofWorker.at(-1) ?? 4;
  return planned === 'approved' ? Math.max(4, job.min_star_rating) : planned;
}

/** Slots that somebody takes. */
export function slotsTaken(
  { takenUp }: Pick<Scenario, 'takenUp'>,
  { files_needed }: Pick<JobRecord, 'files_needed'>,
): number {
  if (takenUp === 'none') return 0;
  return takenUp === 'all' ? files_needed : Math.floor(files_needed / 2);
}

export function isScenarioName(name: string): name is ScenarioName {
  return Object.hasOwn(scenarios, name);
}
