import { expect, test } from 'vitest';
import { NotSupported, runCheck, Skipped } from './check.ts';

const cells = ['Node', 'ESM'];

test('reports a check that resolves as ok, with its figure', async () => {
  expect(await runCheck({ cells, run: async () => '12 kB' })).toMatchObject({
    cells,
    result: 'ok',
    note: '12 kB',
    failure: undefined,
  });
});

test('reports a check that throws as failed, with the whole reason', async () => {
  const run = async () => {
    throw new Error('first line\nsecond line');
  };
  expect(await runCheck({ cells, run })).toMatchObject({
    result: 'FAILED',
    failure: 'first line\nsecond line',
  });
});

test('reports an unsupported combination as neither ok nor failed, with the reason', async () => {
  const run = async () => {
    throw new NotSupported('undici needs a newer Node');
  };
  expect(await runCheck({ cells, run })).toMatchObject({
    result: 'not supported',
    note: 'undici needs a newer Node',
    failure: undefined,
  });
});

test('reports a check that cannot run as skipped, with the reason', async () => {
  const run = async () => {
    throw new Skipped('no browser');
  };
  expect(await runCheck({ cells, run })).toMatchObject({
    result: 'skipped',
    note: 'no browser',
    failure: undefined,
  });
});
