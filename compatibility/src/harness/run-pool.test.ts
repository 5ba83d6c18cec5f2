import { expect, test } from 'vitest';
import { runPool } from './run-pool.ts';

test('returns the results in the order of the items, whatever order they finish in', async () => {
  const ends: string[] = [];
  const results = await runPool([3, 1, 2], 3, async (turns) => {
    for (let turn = 0; turn < turns; turn++) await Promise.resolve();
    ends.push(`${turns} turns`);
    return turns;
  });
  expect(ends).toEqual(['1 turns', '2 turns', '3 turns']);
  expect(results).toEqual([3, 1, 2]);
});

test('never runs more items at a time than its width', async () => {
  let running = 0;
  let most = 0;
  await runPool([1, 2, 3, 4, 5, 6, 7], 3, async () => {
    most = Math.max(most, ++running);
    await Promise.resolve();
    running--;
  });
  expect(most).toBe(3);
});
