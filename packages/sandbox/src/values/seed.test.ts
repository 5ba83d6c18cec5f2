import { expect, test } from 'vitest';
import { deriveSeed, randomSeed } from './seed.ts';

test('derives a different safe seed for every world and life', () => {
  const seeds = new Set<number>();
  for (let seed = 0; seed < 20; seed += 1) {
    for (let step = 0; step < 500; step += 1) {
      seeds.add(deriveSeed(seed, step));
      seeds.add(deriveSeed(seed, step, step));
    }
  }
  expect(seeds.size).toBe(20_000);
  expect([...seeds].every(Number.isSafeInteger)).toBe(true);
  expect(deriveSeed(42, 7)).toBe(deriveSeed(42, 7));
});

test('chooses a different safe seed each time', () => {
  const seeds = new Set(Array.from({ length: 1_000 }, randomSeed));
  expect(seeds.size).toBe(1_000);
  expect([...seeds].every(Number.isSafeInteger)).toBe(true);
});
