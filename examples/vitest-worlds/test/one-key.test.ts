/**
 * An application as it is: it has one key, from its environment, and the client's defaults. The
 * sandbox answers in the place of api.firsthandapi.com, and begins anew with each test.
 */
import { installSandbox } from '@firsthandapi/sandbox/vitest';
import { expect, test } from 'vitest';
import { collectPhotos } from '../src/collect-photos.ts';
import { orderPhotos } from '../src/order-photos.ts';

const sandbox = installSandbox({ apiKey: process.env.FIRSTHAND_API_KEY });

test('photos are there 15 seconds after they were ordered', async () => {
  const id = await orderPhotos('a bicycle', 3);
  await sandbox.current.clock.advance('14s');
  expect((await collectPhotos(id)).length).toBeLessThan(3);
  await sandbox.current.clock.advance('1s');
  expect(await collectPhotos(id)).toHaveLength(3);
});

test('an answer that is lost on the way makes no second job', async () => {
  sandbox.current.fault('POST /v1/jobs', { afterCommit: 'reset' });
  await orderPhotos('a bicycle', 1);
  expect(sandbox.current).toHaveReceived('POST /v1/jobs', { times: 2 });
  expect(await sandbox.current.jobs()).toHaveLength(1);
});

test('what people send too dark is not among the photos', async () => {
  sandbox.current.worker.next({ stars: [4, 1] });
  const id = await orderPhotos('a bicycle', 2);
  await sandbox.current.clock.advance('15s');
  expect(await collectPhotos(id)).toHaveLength(1);
});

test('a request to any other host fails, so that none leaves by accident', async () => {
  await expect(fetch('https://example.com/')).rejects.toThrow();
});
