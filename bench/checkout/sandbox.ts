/**
 * What each operation of the sandbox costs in processor time, compared with another checkout of this repository that has
 * been built too: `BENCH_CHECKOUT=../other pnpm bench checkout/sandbox`. `BENCH_ONLY=createJob,getJob` measures some.
 */
import { startContender, takeProcessTurns } from '../measure/process-turns.ts';
import { type CheckoutOperation, compareCheckouts } from './compare-checkouts.ts';
import { sandboxOperations } from './sandbox-operations.ts';

const program = new URL('./sandbox-process.ts', import.meta.url);
const operations = Object.entries(sandboxOperations).map(
  ([name, { calls, warmUp }]): CheckoutOperation => ({
    name,
    async measurePair(checkouts, rounds) {
      const [ours, theirs] = await Promise.all(
        checkouts.map((checkout) => startContender(program, [checkout, name, String(warmUp)])),
      );
      if (ours === undefined || theirs === undefined) throw new Error('A process is missing');
      await takeProcessTurns([ours, theirs], { rounds, calls });
      const cpuOf = (contender: typeof ours) => contender.costs.map(({ cpu }) => cpu);
      return { ours: cpuOf(ours), theirs: cpuOf(theirs) };
    },
  }),
);
await compareCheckouts('Sandbox', operations);
