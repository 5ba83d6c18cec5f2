import { expect, test } from 'vitest';
import { NotSupported, runCheck, Skipped } from './check.ts';

const cells = ['Node', 'ESM'];

test('a check that resolves is ok and shows its figure', async () => {
  expect(await runCheck({ cells, run: async () => '12 kB' })).toMatchObject({
    cells,
    result: 'ok',
    note: '12 kB',
    failure: undefined,
  });
});

test('a check that throws has failed and keeps the whole reason', async () => {
  const run = async () => {
    throw new Error('first line\nsecond line');
  };
  expect(await runCheck({ cells, run })).toMatchObject({
    result: 'FAILED',
    failure: 'first line\nsecond line',
  });
});

test('a check of what is not promised is neither ok nor failed, and says who does not promise it', async () => {
  const run = async () => {
    throw new NotSupported('undici needs a newer Node');
  };
  expect(await runCheck({ cells, run })).toMatchObject({
    result: 'not supported',
    note: 'undici needs a newer Node',
    failure: undefined,
  });
});

test('a check that cannot be made is skipped and says why', async () => {
  const run = async () => {
    throw new Skipped('no browser');
  };
  expect(await runCheck({ cells, run })).toMatchObject({
    result: 'skipped',
    note: 'no browser',
    failure: undefined,
  });
});
