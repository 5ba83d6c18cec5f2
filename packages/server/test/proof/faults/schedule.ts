import { Random } from '../../support/random.ts';

/** One fault, and how long it lasts under load. */
export interface Step {
  readonly fault: string;
  readonly lastsMs: number;
  readonly clients: number;
  /** Seed of what the fault itself leaves to chance. */
  readonly seed: number;
}

export interface Schedule {
  readonly seed: number;
  readonly steps: readonly Step[];
}

const MOST_STEPS = 3;

/** Draws the schedule of a seed: everything that is random about it, so that a seed repeats it. */
export function drawSchedule(seed: number, faults: readonly string[]): Schedule {
  const random = new Random(seed);
  const steps = Array.from({ length: random.between(1, MOST_STEPS) }, () => ({
    fault: random.pick(faults) ?? '',
    lastsMs: random.between(1_000, 8_000),
    clients: random.between(2, 8),
    seed: random.between(0, 2 ** 31 - 1),
  }));
  return { seed, steps };
}
