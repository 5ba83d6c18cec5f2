/**
 * What importing the client and calling it cost in processor time, compared with another checkout of this repository that
 * has been built too: `BENCH_CHECKOUT=../other pnpm bench checkout/client`. `BENCH_ONLY=import` measures some.
 */
import { join } from 'node:path';
import { CLIENT_CALLS } from './client-calls.ts';
import { type CheckoutOperation, compareCheckouts, type PairCosts } from './compare-checkouts.ts';
import { importCost } from './import-cost.ts';
import { measureContenders } from './measure-contenders.ts';

const CALLS = 2_000;
const WARM_UP = 30_000;

const program = new URL('./client-process.ts', import.meta.url);
const imported: CheckoutOperation = {
  name: 'import',
  measurePair: async (checkouts, rounds) => measureImports(checkouts, rounds),
};
const calls = CLIENT_CALLS.map((name): CheckoutOperation => {
  return {
    name,
    measurePair: (checkouts, rounds) =>
      measureContenders(program, checkouts, [name, String(WARM_UP)], { rounds, calls: CALLS }),
  };
});
await compareCheckouts('Client', [imported, ...calls]);

/** Every import has a process of its own; in every other round ours comes second. */
function measureImports([ours, theirs]: readonly [string, string], rounds: number): PairCosts {
  const costs = { ours: [] as number[], theirs: [] as number[] };
  for (let round = 0; round < rounds; round += 1) {
    const order = round % 2 === 0 ? (['ours', 'theirs'] as const) : (['theirs', 'ours'] as const);
    for (const side of order) {
      const checkout = side === 'ours' ? ours : theirs;
      costs[side].push(importCost(join(checkout, 'packages/sdk/dist/index.js')));
    }
  }
  return costs;
}
