import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FairQueue } from './fair-queue.ts';

const item = (owner: string | undefined, name = owner) => ({ owner, name });

test('takes one item of each owner before a second one of any', () => {
  const queue = new FairQueue<ReturnType<typeof item>>();
  for (const name of ['a1', 'a2', 'a3']) queue.push(item('a', name));
  queue.push(item('b', 'b1'));
  expect(queue.take(3).map(({ name }) => name)).toEqual(['a1', 'b1', 'a2']);
  expect(queue.size).toBe(1);
});

test('begins with the owner whose last turn is longest ago, and with new ones before those', () => {
  const queue = new FairQueue<ReturnType<typeof item>>();
  for (const owner of ['a', 'b', 'c']) queue.push(item(owner));
  queue.take(3);
  for (const owner of ['c', 'b', 'new', 'a']) queue.push(item(owner));
  expect(queue.take(4).map(({ owner }) => owner)).toEqual(['new', 'a', 'b', 'c']);
});

test('gives work without an owner eight turns where an owner has one', () => {
  const queue = new FairQueue<ReturnType<typeof item>>();
  for (let count = 0; count < 10; count += 1) queue.push(item(undefined, 'task'));
  queue.push(item('a'));
  expect(queue.take(10).map(({ name }) => name)).toEqual([
    ...Array.from({ length: 8 }, () => 'task'),
    'a',
    'task',
  ]);
});

test('begins with items that were given back', () => {
  const queue = new FairQueue<ReturnType<typeof item>>();
  for (const name of ['a1', 'a2']) queue.push(item('a', name));
  const [given] = queue.take(1);
  queue.push(item('b', 'b1'));
  if (given !== undefined) queue.addFirst([given]);
  expect(queue.take(2).map(({ name }) => name)).toEqual(['a1', 'b1']);
});

test('loses no item, and keeps the order of each owner', () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(fc.constantFrom('a', 'b', 'c', undefined), fc.integer({ max: 5, min: 1 }))),
      (steps) => {
        const queue = new FairQueue<{ owner: string | undefined; index: number }>();
        const pushed: { owner: string | undefined; index: number }[] = [];
        const taken: { owner: string | undefined; index: number }[] = [];
        for (const [index, step] of steps.entries()) {
          if (typeof step === 'number') taken.push(...queue.take(step));
          else {
            queue.push({ owner: step, index });
            pushed.push({ owner: step, index });
          }
        }
        taken.push(...queue.drain());
        const of = (all: typeof pushed, owner: string | undefined) =>
          all.filter((one) => one.owner === owner);
        for (const owner of ['a', 'b', 'c', undefined]) {
          expect(of(taken, owner)).toEqual(of(pushed, owner));
        }
        expect(queue.size).toBe(0);
      },
    ),
  );
});
