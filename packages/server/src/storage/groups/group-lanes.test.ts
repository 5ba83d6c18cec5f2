import { until } from '@firsthandapi/test-support/until';
import { expect, test } from 'vitest';
import { GroupLanes, type Waiting } from './group-lanes.ts';

/** Lanes whose groups end when the test says so. */
function createLanes(maxLanes = 8) {
  const groups: { pieces: readonly Waiting<string>[]; end: () => void }[] = [];
  const lanes = new GroupLanes<string>(
    maxLanes,
    (pieces, onPiece) =>
      new Promise((resolve) => {
        onPiece();
        const end = () => {
          for (const piece of pieces) piece.work('session').then(piece.resolve, piece.reject);
          resolve();
        };
        groups.push({ pieces, end });
      }),
  );
  const add = (name: string) => lanes.run(async () => name);
  return { groups, lanes, add };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

/** Waits for a group, which opens at once or when the others have become slow. */
const untilGroups = (groups: readonly unknown[], count: number) =>
  until(`there are ${count} groups`, () => groups.length === count);

test('groups what arrives in one turn of the event loop', async () => {
  const { groups, add } = createLanes();
  const results = Promise.all([add('a'), add('b'), add('c')]);
  await turn();
  expect(groups.map(({ pieces }) => pieces.length)).toEqual([3]);
  groups[0]?.end();
  expect(await results).toEqual(['a', 'b', 'c']);
});

test('adds nothing to a group that has started', async () => {
  const { groups, add } = createLanes(1);
  const first = add('a');
  await turn();
  const others = Promise.all([add('b'), add('c')]);
  await turn();
  expect(groups.map(({ pieces }) => pieces.length)).toEqual([1]);
  groups[0]?.end();
  await first;
  await untilGroups(groups, 2);
  expect(groups[1]?.pieces).toHaveLength(2);
  groups[1]?.end();
  expect(await others).toEqual(['b', 'c']);
});

test('limits the size of a group', async () => {
  const { groups, add, lanes } = createLanes(1);
  const results = Promise.all(Array.from({ length: 100 }, (_, count) => add(String(count))));
  await untilGroups(groups, 1);
  groups[0]?.end();
  await untilGroups(groups, 2);
  groups[1]?.end();
  expect(await results).toHaveLength(100);
  expect(groups.map(({ pieces }) => pieces.length)).toEqual([64, 36]);
  await lanes.idle();
});

test('opens a further lane while the piece of each other one is slow', async () => {
  const { groups, add, lanes } = createLanes(2);
  const results = [add('slow')];
  await turn();
  results.push(add('b'));
  await untilGroups(groups, 2);
  groups[1]?.end();
  expect(await results[1]).toBe('b');
  groups[0]?.end();
  expect(await results[0]).toBe('slow');
  await lanes.idle();
});

test('fails all waiting work on request, and runs work that arrives later', async () => {
  const { groups, add, lanes } = createLanes(1);
  const first = add('a');
  await turn();
  const waiting = add('b');
  lanes.rejectWaiting(new Error('The database is gone'));
  await expect(waiting).rejects.toThrow('gone');
  groups[0]?.end();
  await first;
  const next = add('c');
  await untilGroups(groups, 2);
  groups[1]?.end();
  expect(await next).toBe('c');
});
