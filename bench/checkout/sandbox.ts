/**
 * What each operation of the sandbox costs in processor time, compared with another checkout of this repository that has
 * been built too: `BENCH_CHECKOUT=../other pnpm bench checkout/sandbox`. `BENCH_ONLY=createJob,getJob` measures some.
 */
import { type CheckoutOperation, compareCheckouts } from './compare-checkouts.ts';
import { measureContenders } from './measure-contenders.ts';
import { sandboxOperations } from './sandbox-operations.ts';

const program = new URL('./sandbox-process.ts', import.meta.url);
const operations = Object.entries(sandboxOperations).map(
  ([name, { calls, warmUp }]): CheckoutOperation => ({
    name,
    measurePair: (checkouts, rounds) =>
      measureContenders(program, checkouts, [name, String(warmUp)], { rounds, calls }),
  }),
);
await compareCheckouts('Sandbox', operations);
