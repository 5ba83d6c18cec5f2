import { expect, test } from 'vitest';
import { BatchedLookup } from './batched-lookup.ts';

/** A lookup whose batches end when the test says so. */
function createLookup() {
  const batches: { keys: readonly string[]; end: (error?: Error) => void }[] = [];
  const lookup = new BatchedLookup<string, string>(
    (keys) =>
      new Promise((resolve, reject) => {
        const found = new Map(
          keys.filter((key) => key !== 'missing').map((key) => [key, `${key}!`]),
        );
        batches.push({ keys, end: (error) => (error ? reject(error) : resolve(found)) });
      }),
  );
  const turn = () => new Promise((resolve) => setImmediate(resolve));
  return { batches, lookup, turn };
}

test('shares one batch among the lookups of one turn of the event loop, and looks up each key once', async () => {
  const { batches, lookup, turn } = createLookup();
  const found = Promise.all(['a', 'b', 'a', 'missing'].map((key) => lookup.find(key, key)));
  await turn();
  expect(batches.map(({ keys }) => keys)).toEqual([['a', 'b', 'missing']]);
  batches[0]?.end();
  expect(await found).toEqual(['a!', 'b!', 'a!', undefined]);
});

test('starts a batch after all of its lookups, and never adds to one that runs', async () => {
  const { batches, lookup, turn } = createLookup();
  const first = lookup.find('a', 'a');
  await turn();
  const second = lookup.find('a', 'a');
  await turn();
  // Two run at a time; the third batch collects what arrives in the meantime.
  const others = Promise.all(['b', 'c'].map((key) => lookup.find(key, key)));
  await turn();
  expect(batches.map(({ keys }) => keys)).toEqual([['a'], ['a']]);
  batches[0]?.end();
  await first;
  await turn();
  expect(batches.map(({ keys }) => keys)).toEqual([['a'], ['a'], ['b', 'c']]);
  batches[1]?.end();
  batches[2]?.end();
  await second;
  expect(await others).toEqual(['b!', 'c!']);
});

test('fails the lookups that wait for a failed batch, and serves the next ones', async () => {
  const { batches, lookup, turn } = createLookup();
  const failing = ['a', 'b'].map(async (key) => {
    const found = lookup.find(key, key);
    await turn();
    return found;
  });
  await turn();
  await turn();
  const waiting = lookup.find('c', 'c');
  batches[0]?.end(new Error('The database is gone'));
  await expect(waiting).rejects.toThrow('gone');
  for (const { end } of batches) end(new Error('The database is gone'));
  await Promise.allSettled(failing);
  const next = lookup.find('d', 'd');
  await turn();
  batches.at(-1)?.end();
  expect(await next).toBe('d!');
});
