/** Counts by the name of the environment variable that sets them. */
export type Settings = Readonly<Record<string, number>>;

/** A program that measures, in a process of its own. */
export interface Program {
  /** Its file, without the ending; how it is called on the command line too. */
  readonly name: string;
  /** For a run that ends in a few minutes; undefined for a program that shows nothing so soon. */
  readonly short: Settings | undefined;
  /** For one that takes its time. */
  readonly thorough: Settings;
  /** True for a program that compares with no peer, and so has no part of the page. */
  readonly isByNameOnly?: boolean;
}

/** All of them, in the order in which they run. */
export const programs: readonly Program[] = [
  { name: 'sdk/calls', short: { BENCH_ROUNDS: 21 }, thorough: { BENCH_ROUNDS: 61 } },
  {
    name: 'python/calls',
    short: { BENCH_ROUNDS: 21 },
    thorough: { BENCH_ROUNDS: 61 },
    isByNameOnly: true,
  },
  { name: 'size/bundle-size', short: {}, thorough: {} },
  { name: 'size/installed-size', short: {}, thorough: {} },
  { name: 'sdk/import-time', short: { BENCH_ROUNDS: 15 }, thorough: { BENCH_ROUNDS: 61 } },
  { name: 'sdk/type-cost', short: {}, thorough: {} },
  { name: 'webhooks/verify', short: { BENCH_ROUNDS: 101 }, thorough: { BENCH_ROUNDS: 501 } },
  { name: 'sandbox/throughput', short: { BENCH_ROUNDS: 15 }, thorough: { BENCH_ROUNDS: 61 } },
  { name: 'sandbox/loop', short: { BENCH_ROUNDS: 15 }, thorough: { BENCH_ROUNDS: 61 } },
  { name: 'sandbox/through-msw', short: { BENCH_ROUNDS: 5 }, thorough: { BENCH_ROUNDS: 15 } },
  { name: 'sandbox/over-http', short: { BENCH_ROUNDS: 7 }, thorough: { BENCH_ROUNDS: 31 } },
  {
    name: 'server/load',
    short: { BENCH_ROUNDS: 5, BENCH_CALLS: 1_500, JOBS: 100_000 },
    thorough: { BENCH_ROUNDS: 15, BENCH_CALLS: 3_000, JOBS: 1_000_000 },
  },
  {
    name: 'server/fairness',
    short: { BENCH_CALLS: 30 },
    thorough: { BENCH_CALLS: 300 },
    isByNameOnly: true,
  },
  {
    name: 'server/postgres',
    short: { BENCH_ROUNDS: 3, BENCH_CALLS: 400 },
    thorough: { BENCH_ROUNDS: 11, BENCH_CALLS: 3_000 },
    isByNameOnly: true,
  },
  {
    name: 'server/processes',
    short: { BENCH_ROUNDS: 3, BENCH_CALLS: 400 },
    thorough: { BENCH_ROUNDS: 11, BENCH_CALLS: 3_000 },
    isByNameOnly: true,
  },
  {
    name: 'checkout/sandbox',
    short: { BENCH_PAIRS: 5, BENCH_ROUNDS: 31 },
    thorough: { BENCH_PAIRS: 11, BENCH_ROUNDS: 61 },
    isByNameOnly: true,
  },
  {
    name: 'checkout/client',
    short: { BENCH_PAIRS: 5, BENCH_ROUNDS: 31 },
    thorough: { BENCH_PAIRS: 11, BENCH_ROUNDS: 61 },
    isByNameOnly: true,
  },
  {
    name: 'checkout/server',
    short: { BENCH_PAIRS: 3, BENCH_ROUNDS: 21 },
    thorough: { BENCH_PAIRS: 7, BENCH_ROUNDS: 61 },
    isByNameOnly: true,
  },
  { name: 'server/memory', short: undefined, thorough: { BENCH_PER_SECOND: 1_000 } },
];
