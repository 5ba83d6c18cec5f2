import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { createSandbox } from '../index.ts';
import { callApi, jobOrder } from '../testing/api-caller.ts';
import { parseDuration, parseMoment } from './duration.ts';

test.each([
  [15, 15],
  ['250ms', 250],
  ['15s', 15_000],
  ['1.5s', 1_500],
  ['5m', 300_000],
  ['2h', 7_200_000],
  ['1d', 86_400_000],
  [16.67, 17],
  ['0.0005s', 1],
] as const)('reads %s as %d ms', (duration, milliseconds) => {
  expect(parseDuration(duration)).toBe(milliseconds);
});

test.each([
  -1,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  '15',
  's',
  '15 seconds',
  '-5s',
  '',
  '999999d',
  '1e3s',
  null,
  {},
])('refuses %s and names the field', (duration) => {
  expect(() => parseDuration(duration as never, 'after')).toThrow(
    /^Invalid after: .*'15s', '5m' or '2h'/,
  );
});

test('reads moments of every form', () => {
  const instant = Date.UTC(2026, 0, 1);
  const texts = ['2026-01-01T00:00:00Z', '2026-01-01T02:00:00.000+02:00', '2026-01-01'];
  for (const moment of [new Date(instant), instant, instant + 0.4, ...texts]) {
    expect(parseMoment(moment, 'now')).toBe(instant);
  }
});

test('reads a Date of another realm, as under Jest', () => {
  const moment = runInNewContext("new Date('2026-01-01T00:00:00Z')");
  expect(parseMoment(moment, 'now')).toBe(Date.UTC(2026, 0, 1));
});

test.each([
  'soon',
  '2026-02-30',
  '2026-04-31T12:00:00+02:00',
  {},
  '2026-01-01T00:00:00',
  '2026',
  'Jan 1 2026',
  '3000-01-01T00:00:00Z',
  -1,
  Number.NaN,
  2 ** 50,
  new Date(Number.NaN),
  '',
  null,
])('refuses the moment %s and names the field', (moment) => {
  expect(() => parseMoment(moment as never, 'now')).toThrow(
    /^Invalid now: .*; pass a Date.*an offset or Z, from 1970 to 2999$/,
  );
});

test('creates valid ids whatever fraction of a millisecond time moves by', async () => {
  const now = Date.UTC(2026, 0, 1) + 0.7;
  const world = await createSandbox().world({ now });
  await world.clock.advance(1000 / 3);
  await world.clock.advance('0.0005s');
  await world.clock.advanceTo(now + 1_000.3);
  const { body } = await callApi(world, 'POST', '/v1/jobs', jobOrder());
  expect(body.id).toMatch(/^job_[0-9A-HJKMNP-TV-Z]{26}$/);
});
