import { describe, expect, it } from 'vitest';
import { median, medianRatio } from './median.ts';

describe('median', () => {
  it.each([
    [[3, 1, 2], 2],
    [[4, 1, 3, 2], 2.5],
    [[10, 9], 9.5],
    [[7], 7],
  ])('of %j is %d', (values, expected) => {
    expect(median(values)).toBe(expected);
  });

  it('of nothing is no number', () => {
    expect(median([])).toBeNaN();
  });

  it('leaves the values in their order', () => {
    const values = [3, 1, 2];
    median(values);
    expect(values).toEqual([3, 1, 2]);
  });
});

describe('median of ratios', () => {
  it('compares what was measured in the same round', () => {
    expect(medianRatio([20, 4, 60], [10, 2, 20])).toBe(2);
  });

  it('is no number when the other was not measured', () => {
    expect(medianRatio([1, 2], [])).toBeNaN();
  });
});
