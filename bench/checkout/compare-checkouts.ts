import { join } from 'node:path';
import { countFromEnvironment } from '../measure/count-from-environment.ts';
import { median, medianRatio } from '../measure/median.ts';
import { otherCheckout } from '../measure/other-checkout.ts';
import type { Group } from '../report/comparison.ts';
import { reportComparison } from '../report/report-comparison.ts';

const OURS = join(import.meta.dirname, '../..');

/** Microseconds of processor time for a call, by round. */
export interface PairCosts {
  readonly ours: readonly number[];
  readonly theirs: readonly number[];
}

/** What is measured in both checkouts. */
export interface CheckoutOperation {
  readonly name: string;
  /** Starts a process of each checkout, ours first, and lets them take turns. */
  measurePair(checkouts: readonly [string, string], rounds: number): Promise<PairCosts>;
}

/**
 * Compares the processor time of operations in this checkout with that in the one named by `BENCH_CHECKOUT`. Processes of
 * one program differ by up to a fifth in what their compiler made of it, so that several pairs are measured.
 */
export async function compareCheckouts(
  group: Group,
  operations: readonly CheckoutOperation[],
): Promise<void> {
  const theirs = otherCheckout();
  const [pairs, rounds] = [
    countFromEnvironment('BENCH_PAIRS', 5),
    countFromEnvironment('BENCH_ROUNDS', 31),
  ];
  const only = process.env.BENCH_ONLY?.split(',');
  const rows = [];
  for (const operation of operations) {
    if (only?.includes(operation.name) === false) continue;
    const found: PairCosts[] = [];
    for (let pair = 0; pair < pairs; pair += 1) {
      found.push(await operation.measurePair([OURS, theirs], rounds));
    }
    rows.push({ name: operation.name, side: 'ours' as const, figures: figuresOf(found) });
  }
  reportComparison({
    group,
    title: `${group} compared with another checkout`,
    method: `Processor time of one call in this checkout and in ${theirs}: ${pairs} pairs of processes, each with ${rounds} turns. The ratio of a pair is the median of those within a round; shown are the median, lowest and highest of the pairs.`,
    subject: 'operation',
    columns: {
      'ours, µs': { decimals: 1 },
      'theirs, µs': { decimals: 1 },
      ratio: { decimals: 3 },
      lowest: { decimals: 3 },
      highest: { decimals: 3 },
    },
    rows,
    plot: { columns: ['ratio'], better: 'less' },
  });
}

function figuresOf(pairs: readonly PairCosts[]) {
  const ratios = pairs.map(({ ours, theirs }) => medianRatio(ours, theirs));
  return {
    'ours, µs': median(pairs.map(({ ours }) => median(ours))),
    'theirs, µs': median(pairs.map(({ theirs }) => median(theirs))),
    ratio: median(ratios),
    lowest: Math.min(...ratios),
    highest: Math.max(...ratios),
  };
}
