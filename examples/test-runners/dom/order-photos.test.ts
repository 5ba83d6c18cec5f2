/** Runs in jsdom and in happy-dom (see `vitest.config.ts`), as a test of a page would. */
import { installSandbox } from '@firsthandapi/sandbox/vitest';
import { FirstHandClient } from '@firsthandapi/sdk';
import { expect, test } from 'vitest';
import { orderPhotos } from '../src/order-photos.ts';

const sandbox = installSandbox();

/** Without the option, the client refuses a secret key where there is a `window`. Code of a server needs no option. */
function clientOf(apiKey: string): FirstHandClient {
  return new FirstHandClient({ apiKey, dangerouslyAllowBrowser: true });
}

test('shows the photos of a job', async () => {
  const world = await sandbox.world();
  const client = clientOf(world.apiKey);
  const id = await orderPhotos('a door', 2, client);
  await world.clock.runUntil(id, 'completed');
  const list = document.createElement('ul');
  for await (const { download_url } of client.getJobFiles(id)) {
    list.append(Object.assign(document.createElement('img'), { src: download_url }));
  }
  expect(list.querySelectorAll('img')).toHaveLength(2);
});

test('downloads a photo, verified against its hash', async () => {
  const world = await sandbox.world();
  const client = clientOf(world.apiKey);
  const id = await orderPhotos('a door', 1, client);
  await world.clock.runUntil(id, 'completed');
  const [file] = (await client.getJobFiles(id)).data;
  if (file === undefined) throw new Error('The job has no file');
  expect((await client.downloadFile(file)).length).toBe(file.size_bytes);
});
