/** Deno's test runner, which is given no access to the network. */
import assert from 'node:assert/strict';
import { createSandbox } from '@firsthandapi/sandbox';
import { FirstHandClient } from '@firsthandapi/sdk';
import { orderPhotos } from '../src/order-photos.ts';

const sandbox = createSandbox();

Deno.test('collects two photos', async () => {
  const world = await sandbox.world();
  const client = new FirstHandClient({ apiKey: world.apiKey, fetch: world.fetch });
  const id = await orderPhotos('a door', 2, client);
  await world.clock.runUntil(id, 'completed');
  assert.equal((await client.getJobFiles(id)).data.length, 2);
});
