/** Mocha, whose files run in parallel processes. */
import assert from 'node:assert/strict';
import { installSandbox } from '@firsthandapi/sandbox/node';
import { FirstHandClient } from '@firsthandapi/sdk';
import { orderPhotos } from '../src/order-photos.ts';

const sandbox = installSandbox({ before, beforeEach, afterEach, after });

it('collects two photos', async () => {
  const world = await sandbox.world();
  const client = new FirstHandClient({ apiKey: world.apiKey });
  const id = await orderPhotos('a door', 2, client);
  await world.clock.runUntil(id, 'completed');
  assert.equal((await client.getJobFiles(id)).data.length, 2);
});
