/** Bun's test runner. Its requests cannot be intercepted, so each client gets the `fetch` of its world. */
import { expect, test } from 'bun:test';
import { createSandbox } from '@firsthandapi/sandbox';
import { FirstHandClient } from '@firsthandapi/sdk';
import { orderPhotos } from '../src/order-photos.ts';

const sandbox = createSandbox();

test('collects two photos', async () => {
  const world = await sandbox.world();
  const client = new FirstHandClient({ apiKey: world.apiKey, fetch: world.fetch });
  const id = await orderPhotos('a door', 2, client);
  await world.clock.runUntil(id, 'completed');
  expect((await client.getJobFiles(id)).data.length).toBe(2);
});
