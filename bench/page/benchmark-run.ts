import type { Comparison } from '../report/comparison.ts';
import type { Machine } from './machine.ts';

/** Everything that the page says. */
export interface BenchmarkRun {
  readonly date: Date;
  readonly isThorough: boolean;
  /** Counts that the environment overrode, by variable. */
  readonly overrides: Readonly<Record<string, string>>;
  readonly minutes: number;
  /** The measured commit, marked if the checkout had changes; undefined outside a checkout. */
  readonly revision: string | undefined;
  /** Its state before the run. */
  readonly machine: Machine;
  readonly versions: Readonly<Record<string, string>>;
  readonly comparisons: readonly Comparison[];
  readonly failures: readonly Failure[];
}

/** A program that failed, and why. */
export interface Failure {
  readonly program: string;
  readonly reason: string;
}
