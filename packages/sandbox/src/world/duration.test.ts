import { expect, test } from 'vitest';
import { parseDuration, parseMoment } from './duration.ts';

test.each([
  [15, 15],
  ['250ms', 250],
  ['15s', 15_000],
  ['1.5s', 1_500],
  ['5m', 300_000],
  ['2h', 7_200_000],
  ['1d', 86_400_000],
] as const)('reads %s as %d ms', (duration, milliseconds) => {
  expect(parseDuration(duration)).toBe(milliseconds);
});

test.each([-1, Number.NaN, Number.POSITIVE_INFINITY, '15', 's', '15 seconds', '-5s', ''])(
  'refuses %s and names the field',
  (duration) => {
    expect(() => parseDuration(duration as never, 'after')).toThrow(
      /^Invalid after: .*'15s', '5m' or '2h'/,
    );
  },
);

test('reads moments of every form', () => {
  const instant = Date.UTC(2026, 0, 1);
  for (const moment of [new Date(instant), instant, '2026-01-01T00:00:00Z']) {
    expect(parseMoment(moment, 'now')).toBe(instant);
  }
});

test('refuses an invalid moment and names the field', () => {
  expect(() => parseMoment('soon', 'now')).toThrow(/^Invalid now: "soon"; pass a Date/);
});
