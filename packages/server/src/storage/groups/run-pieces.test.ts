import { expect, test } from 'vitest';
import { runPieces } from './run-pieces.ts';

/** Pieces that end when the test says so. */
function createPieces(...owners: (string | undefined)[]) {
  const started: number[] = [];
  const ends: ((error?: Error) => void)[] = [];
  const pieces = owners.map((owner, index) => ({ owner, index }));
  const run = ({ index }: { readonly index: number }) => {
    started.push(index);
    return new Promise<void>((resolve, reject) => {
      ends[index] = (error) => (error === undefined ? resolve() : reject(error));
    });
  };
  return { started, pieces, run, end: (index: number, error?: Error) => ends[index]?.(error) };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

test('runs the pieces of different owners at the same time', async () => {
  const { started, pieces, run, end } = createPieces('a', 'b', 'c');
  const running = runPieces(pieces, run);
  await turn();
  expect(started).toEqual([0, 1, 2]);
  for (const index of [2, 1, 0]) end(index);
  await running;
});

test('runs the pieces of one owner one after the other', async () => {
  const { started, pieces, run, end } = createPieces('a', 'b', 'a');
  const running = runPieces(pieces, run);
  await turn();
  expect(started).toEqual([0, 1]);
  end(0);
  await turn();
  expect(started).toEqual([0, 1, 2]);
  end(1);
  end(2);
  await running;
});

test('runs the pieces of no owner alone, and first', async () => {
  const { started, pieces, run, end } = createPieces('a', undefined, undefined);
  const running = runPieces(pieces, run);
  await turn();
  expect(started).toEqual([1]);
  end(1);
  await turn();
  expect(started).toEqual([1, 2]);
  end(2);
  await turn();
  expect(started).toEqual([1, 2, 0]);
  end(0);
  await running;
});

test('starts nothing after a piece has failed, and rejects once the others have ended', async () => {
  const { started, pieces, run, end } = createPieces('a', 'b', 'a', 'b');
  let outcome = 'running';
  const running = runPieces(pieces, run).catch((error: Error) => {
    outcome = error.message;
  });
  await turn();
  end(0, new Error('The database is gone'));
  await turn();
  expect([started, outcome]).toEqual([[0, 1], 'running']);
  end(1);
  await running;
  expect([started, outcome]).toEqual([[0, 1], 'The database is gone']);
});
