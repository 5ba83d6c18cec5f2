import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { byteRange } from './byte-range.ts';

describe('byteRange', () => {
  it.each([
    ['bytes=0-0', { first: 0, last: 0 }],
    ['bytes=2-5', { first: 2, last: 5 }],
    ['bytes=7-', { first: 7, last: 9 }],
    ['bytes=-3', { first: 7, last: 9 }],
    ['bytes=-20', { first: 0, last: 9 }],
    ['bytes=5-999', { first: 5, last: 9 }],
    ['bytes=10-', 'unsatisfiable'],
    ['bytes=10-12', 'unsatisfiable'],
    ['bytes=-0', 'unsatisfiable'],
    ['bytes=5-4', undefined],
    ['bytes=-', undefined],
    ['bytes=a-b', undefined],
    ['bytes=0-1,3-4', undefined],
    ['items=0-1', undefined],
    ['', undefined],
    [null, undefined],
  ] as const)('returns for ten bytes and the header %s the range %o', (header, expected) => {
    expect(byteRange(header, 10)).toEqual(expected);
  });

  it('always returns a range within the content', () => {
    const header = fc
      .tuple(fc.option(fc.nat()), fc.option(fc.nat()))
      .map(([from, to]) => `bytes=${from ?? ''}-${to ?? ''}`);
    fc.assert(
      fc.property(header, fc.nat({ max: 1_000 }), (header, size) => {
        const range = byteRange(header, size);
        if (range === undefined || range === 'unsatisfiable') return;
        expect(range.first).toBeGreaterThanOrEqual(0);
        expect(range.first).toBeLessThanOrEqual(range.last);
        expect(range.last).toBeLessThan(size);
      }),
    );
  });
});
