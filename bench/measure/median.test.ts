import { describe, expect, it } from 'vitest';
import { median, medianRatio } from './median.ts';

describe('median', () => {
  it.each([
    [[3, 1, 2], 2],
    [[4, 1, 3, 2], 2.5],
    [[10, 9], 9.5],
    [[7], 7],
  ])('returns for %j the median %d', (values, expected) => {
    expect(median(values)).toBe(expected);
  });

  it('returns NaN for no values', () => {
    expect(median([])).toBeNaN();
  });

  it('does not reorder the values', () => {
    const values = [3, 1, 2];
    median(values);
    expect(values).toEqual([3, 1, 2]);
  });
});

describe('medianRatio', () => {
  it('compares values of the same round', () => {
    expect(medianRatio([20, 4, 60], [10, 2, 20])).toBe(2);
  });

  it('returns NaN when the other was not measured', () => {
    expect(medianRatio([1, 2], [])).toBeNaN();
  });
});
