/** A star rating, or `approved`: 4 stars, or 5 when the job's threshold requires them. */
type PlannedRating = 1 | 2 | 3 | 4 | 5 | 'approved';

/** What simulated workers do with a job. */
export interface Scenario {
  /** What the scenario shows, in one sentence. */
  readonly summary: string;
  /**
   * A slot's ratings: one list per worker who takes it in turn, with one rating per attempt. The last entry of a list
   * applies to all that follow. When the last worker is rejected, no other worker comes.
   */
  readonly ratings: readonly (readonly PlannedRating[])[];
  /** How many of the job's slots are taken: `all`, `half` (rounded down) or `none`. */
  readonly takenUp: 'all' | 'half' | 'none';
  /** The length of the timeline, as a multiple of the usual 15 seconds. */
  readonly pace: number;
  /** Whether files are smaller than the job requires, if it requires more than 1,024 × 768 pixels. */
  readonly tooSmall: boolean;
  /** Why the job is flagged after 2 seconds; null to leave it unflagged. */
  readonly flagReason: string | null;
}

const USUAL = {
  ratings: [[4]],
  takenUp: 'all',
  pace: 1,
  tooSmall: false,
  flagReason: null,
} as const;

/** Every scenario by name. Types, documentation and tests are generated from this table. */
export const scenarios = {
  approved: { ...USUAL, summary: 'Every file gets 4 stars; completed after 15 seconds.' },
  excellent: { ...USUAL, summary: 'Every file gets 5 stars.', ratings: [[5]] },
  rejected: {
    ...USUAL,
    summary:
      'Every file gets 1 star: rejected without a retry, its slots are free again and no other worker comes.',
    ratings: [[1]],
  },
  low_quality: {
    ...USUAL,
    summary: 'Every file gets 2 stars, and its retry too: rejected, and no other worker comes.',
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
    summary: 'Half of the files, rounded down, are approved; then no other worker comes.',
    takenUp: 'half',
  },
  never_picked_up: {
    ...USUAL,
    summary: 'No worker takes the job: it stays open.',
    takenUp: 'none',
  },
  slow: {
    ...USUAL,
    summary: 'As usual, ten times as slow: completed after 150 seconds.',
    pace: 10,
  },
  human: {
    ...USUAL,
    summary: 'A person does the job, who gets nothing for it; every file gets 4 stars.',
    takenUp: 'none',
  },
  flagged: {
    ...USUAL,
    summary: 'The job is flagged after 2 seconds (job.flagged); the work continues.',
    flagReason: 'Simulated: the description may break the acceptable use policy',
  },
} as const satisfies Readonly<Record<string, Scenario>>;

/** The name of a scenario. */
export type ScenarioName = keyof typeof scenarios;

/** The metadata key that selects a scenario for a job of the test environment. */
export const SCENARIO_KEY = 'fh_scenario';

/** The scenario that has no simulated workers: a person does the job. */
export const HUMAN_SCENARIO = 'human';

export function isScenarioName(name: string): name is ScenarioName {
  return Object.hasOwn(scenarios, name);
}
