import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseRetryAfter } from './retry-after.ts';

const NOW = Date.UTC(2026, 2, 18, 12);
const parse = (retryAfter: string | null, milliseconds: string | null = null, date = '') => {
  const headers: Record<string, string | null> = {
    ...{ 'retry-after': retryAfter, 'retry-after-ms': milliseconds, date },
  };
  return parseRetryAfter({ get: (name) => headers[name] ?? null }, NOW);
};

describe('parseRetryAfter', () => {
  test.each([
    ['120', 120_000],
    ['0', 0],
    [' 1.5 ', 1_500],
    ['Wed, 18 Mar 2026 12:00:30 GMT', 30_000],
    ['Wed, 18 Mar 2026 11:59:00 GMT', 0],
    ['', undefined],
    ['soon', undefined],
    [null, undefined],
  ])('reads %j', (value, expected) => {
    expect(parse(value)).toBe(expected);
  });

  // `Number` and `Date.parse` make something of each: an endless wait, or a year.
  test.each(['Infinity', '0x10', '1e9', '-5', '+5', '5, 5', '5 s', '1.2.3', 'in 2099', '5/6'])(
    'ignores %j, which is neither a number of seconds nor a date',
    (value) => {
      expect([parse(value), parse('5', value)]).toEqual([undefined, 5_000]);
    },
  );

  test('prefers milliseconds, and ignores them when they are not a number', () => {
    expect(parse('5', '20')).toBe(20);
    expect(parse('5', 'x')).toBe(5_000);
  });

  test.each([-600, -90, 0, 90, 600])(
    'measures a date against the Date of the response when the clock is %d s off',
    (offset) => {
      const at = (seconds: number) => new Date(NOW + (offset + seconds) * 1000).toUTCString();
      expect(parse(at(5), null, at(0))).toBe(5_000);
    },
  );

  test('measures a date against this clock when the Date of the response is unusable', () => {
    expect(parse('Wed, 18 Mar 2026 12:00:30 GMT', null, 'today')).toBe(30_000);
  });

  test('returns a non-negative number or undefined for any header', () => {
    fc.assert(
      fc.property(fc.string(), fc.option(fc.string()), (value, milliseconds) => {
        const parsed = parse(value, milliseconds);
        expect(parsed === undefined || parsed >= 0).toBe(true);
      }),
    );
  });

  test('parses every HTTP date', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10 ** 7 }), (seconds) => {
        expect(parse(new Date(NOW + seconds * 1000).toUTCString())).toBe(seconds * 1000);
      }),
    );
  });
});
