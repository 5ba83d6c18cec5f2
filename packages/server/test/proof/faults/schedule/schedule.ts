import { Random } from '../../../support/random.ts';

/** One fault, and how long it lasts under load. */
export interface Step {
  readonly fault: string;
  readonly lastsMs: number;
  /** Clients that send requests at the same time. */
  readonly clients: number;
  /** Seed of what the fault itself leaves to chance. */
  readonly seed: number;
}

/** Faults one after the other, each of which the system has to recover from. */
export interface Schedule {
  readonly seed: number;
  readonly steps: readonly Step[];
}

const MOST_STEPS = 3;
/** Most faults are short, and hit the system at more moments; some last until every deadline has passed. */
const LONG_RATIO = 0.25;
const SHORT_MS = [100, 500] as const;
const LONG_MS = [1_600, 2_600] as const;

/** Makes the schedule of a seed: everything that is random about it, so that a seed repeats it. */
export function makeSchedule(seed: number, faults: readonly string[]): Schedule {
  const random = new Random(seed);
  const steps = Array.from({ length: random.between(1, MOST_STEPS) }, () => ({
    fault: random.pick(faults) ?? '',
    lastsMs: durationOf(random),
    clients: random.between(1, 6),
    seed: random.between(0, 2 ** 31 - 1),
  }));
  return { seed, steps };
}

function durationOf(random: Random): number {
  const [shortest, longest] = random.next() < LONG_RATIO ? LONG_MS : SHORT_MS;
  return random.between(shortest, longest);
}

/** Writes a schedule as one word, for the command line. */
export function formatSchedule(schedule: Schedule): string {
  return Buffer.from(JSON.stringify(schedule)).toString('base64url');
}

/** Reads what `formatSchedule` has written. */
export function parseSchedule(text: string): Schedule {
  return JSON.parse(Buffer.from(text, 'base64url').toString());
}
