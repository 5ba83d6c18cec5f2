/**
 * The unchanged application, with one key from its environment and the client's defaults. The
 * sandbox takes the place of api.firsthandapi.com, and is reset before each test.
 */
import { installSandbox } from '@firsthandapi/sandbox/vitest';
import { expect, test } from 'vitest';
import { collectPhotos } from '../src/collect-photos.ts';
import { orderPhotos } from '../src/order-photos.ts';

const sandbox = installSandbox({ apiKey: process.env.FIRSTHAND_API_KEY });

test('collects the photos 15 seconds after they were ordered', async () => {
  const id = await orderPhotos('a bicycle', 3);
  await sandbox.current.clock.advance('14s');
  expect((await collectPhotos(id)).length).toBeLessThan(3);
  await sandbox.current.clock.advance('1s');
  expect(await collectPhotos(id)).toHaveLength(3);
});

test('creates one job even if the first response is lost', async () => {
  sandbox.current.fault('POST /v1/jobs', { afterCommit: 'reset' });
  await orderPhotos('a bicycle', 1);
  expect(sandbox.current).toHaveReceived('POST /v1/jobs', { times: 2 });
  expect(await sandbox.current.jobs()).toHaveLength(1);
});

test('leaves out photos that were rejected as too dark', async () => {
  sandbox.current.worker.next({ stars: [4, 1] });
  const id = await orderPhotos('a bicycle', 2);
  await sandbox.current.clock.advance('15s');
  expect(await collectPhotos(id)).toHaveLength(1);
});

test('fails requests to other hosts, so that none leaves by accident', async () => {
  await expect(fetch('https://example.com/')).rejects.toThrow();
});
