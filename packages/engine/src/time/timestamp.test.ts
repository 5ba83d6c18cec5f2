import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nullableTimestamp, timestamp } from './timestamp.ts';

const LAST_MS = 8.64e15;

describe('timestamp', () => {
  it('formats every instant as JavaScript does', () => {
    const instants = fc.oneof(
      fc.integer({ min: -LAST_MS, max: LAST_MS }),
      // Neighbours, which share a minute or have the next one.
      fc.integer({ min: -200_000, max: 200_000 }),
    );
    fc.assert(
      fc.property(fc.array(instants), (times) => {
        expect(times.map(timestamp)).toEqual(times.map((time) => new Date(time).toISOString()));
      }),
    );
  });

  it.each([
    ['the first of a minute', 60_000, '1970-01-01T00:01:00.000Z'],
    ['the last of a minute', 59_999, '1970-01-01T00:00:59.999Z'],
    ['before 1970', -1, '1969-12-31T23:59:59.999Z'],
    ['the last one there is', LAST_MS, '+275760-09-13T00:00:00.000Z'],
  ])('formats the instant %s', (_, instant, text) => {
    expect(timestamp(instant)).toBe(text);
  });

  it('throws for what is no time', () => {
    expect(() => timestamp(Number.NaN)).toThrow(RangeError);
  });

  it('keeps null when there is no instant', () => {
    expect(nullableTimestamp(null)).toBeNull();
  });
});
