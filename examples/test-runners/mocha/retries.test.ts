/** A second file, which Mocha runs at the same time in another process. */
import assert from 'node:assert/strict';
import { installSandbox } from '@firsthandapi/sandbox/node';
import { FirstHandClient } from '@firsthandapi/sdk';
import { orderPhotos } from '../src/order-photos.ts';

const sandbox = installSandbox({ before, beforeEach, afterEach, after });

it('creates one job although the first response is lost', async () => {
  const world = await sandbox.world();
  world.fault('POST /v1/jobs', { afterCommit: 'reset' });
  await orderPhotos('a door', 1, new FirstHandClient({ apiKey: world.apiKey }));
  assert.equal((await world.jobs()).length, 1);
});
