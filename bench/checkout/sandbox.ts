/**
 * What each operation of the sandbox costs in processor time, compared with another checkout of this repository that has
 * been built too: `BENCH_CHECKOUT=../other pnpm bench checkout/sandbox`. `BENCH_ONLY=createJob,getJob` measures some.
 */
import { type CheckoutOperation, compareCheckouts } from './compare-checkouts.ts';
import { measureContenders } from './measure-contenders.ts';
import { type Repetition, sandboxOperations } from './sandbox-operations.ts';

const program = new URL('./sandbox-process.ts', import.meta.url);
const repetitions: Readonly<Record<string, Repetition>> = sandboxOperations;
const operations = Object.entries(repetitions).map(
  ([name, { calls, warmUp, rounds: most = Number.POSITIVE_INFINITY }]): CheckoutOperation => ({
    name,
    measurePair: (checkouts, rounds) => {
      const repetition = { rounds: Math.min(rounds, most), calls };
      return measureContenders(program, checkouts, [name, String(warmUp)], repetition);
    },
  }),
);
await compareCheckouts('Sandbox', operations);
