import { expect, test } from 'vitest';
import { Readiness } from './readiness.ts';

test('reports the problem of each part, whether returned or thrown, and the notes', async () => {
  const readiness = new Readiness({
    parts: [
      { name: 'well', check: () => undefined },
      { name: 'returns', check: async () => 'it is read-only' },
      { name: 'throws', check: () => Promise.reject(new Error('it is away')) },
    ],
    notes: () => ['the clock is in doubt'],
  });
  expect(await readiness.check()).toEqual({
    problems: { returns: 'it is read-only', throws: 'it is away' },
    notes: ['the clock is in doubt'],
  });
});

test('waits no longer than the limit for a part that hangs, and does not check it a second time meanwhile', async () => {
  let checks = 0;
  let finish = (_: string | undefined) => {};
  const readiness = new Readiness({
    parts: [
      {
        name: 'database',
        check: () => {
          checks += 1;
          return new Promise<string | undefined>((resolve) => {
            finish = resolve;
          });
        },
      },
    ],
    limitMs: 20,
  });
  const hanging = { database: 'does not respond within 0.02 s' };
  expect((await readiness.check()).problems).toEqual(hanging);
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect((await readiness.check()).problems).toEqual(hanging);
  expect(checks).toBe(1);
  finish(undefined);
});

test('shares one report among probes that come together', async () => {
  let checks = 0;
  const readiness = new Readiness({
    parts: [
      {
        name: 'disk',
        async check() {
          checks += 1;
          return undefined;
        },
      },
    ],
  });
  await Promise.all(Array.from({ length: 50 }, () => readiness.check()));
  expect(checks).toBe(1);
});
