import { expect, test } from 'vitest';
import { functionLengths, lineCount, quantile } from './lengths.ts';

test('counts blank lines and comments as lines of a file', () => {
  expect(lineCount('// why\n\nconst one = 1;\n')).toBe(3);
});

test('measures functions with a block body, and closures within what encloses them', () => {
  const text = `
const short = () => 1;
/** Not part of the length. */
function outer() {
  const inner = () => {
    return 1;
  };

  return inner;
}
class Room {
  #open = true;
  get isOpen() { return this.#open; }
}
`;
  expect(functionLengths({ path: 'a.ts', text, isTest: false })).toEqual([7, 3, 1]);
});

test('takes quantiles by the nearest rank', () => {
  const values = [10, 1, 9, 2, 8, 3, 7, 4, 6, 5];
  expect([0.5, 0.9, 1].map((share) => quantile(values, share))).toEqual([5, 9, 10]);
  expect(quantile([], 0.5)).toBe(0);
});
