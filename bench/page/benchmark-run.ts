import type { Comparison } from '../report/comparison.ts';
import type { Machine } from './machine.ts';

/** Everything that the page says. */
export interface BenchmarkRun {
  readonly date: Date;
  readonly isThorough: boolean;
  /** Counts that the environment set in the place of those of the form, by variable. */
  readonly overrides: Readonly<Record<string, string>>;
  readonly minutes: number;
  /** The commit that was measured, with a mark when the checkout had changes; undefined outside of a checkout. */
  readonly revision: string | undefined;
  /** As it was before the run. */
  readonly machine: Machine;
  readonly versions: Readonly<Record<string, string>>;
  readonly comparisons: readonly Comparison[];
  readonly failures: readonly Failure[];
}

/** A program that did not come to its end, and why. */
export interface Failure {
  readonly program: string;
  readonly reason: string;
}
