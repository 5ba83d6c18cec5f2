/** Node's own test runner, with tests that run at the same time: each has a world of its own. */
import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import { installSandbox } from '@firsthandapi/sandbox/node';
import { FirstHandClient } from '@firsthandapi/sdk';
import { orderPhotos } from '../src/order-photos.ts';

const sandbox = installSandbox({ before, beforeEach, afterEach, after });

describe('orders', { concurrency: true }, () => {
  for (const count of [1, 2, 3, 4]) {
    test(`collects ${count} photos`, async () => {
      const world = await sandbox.world();
      const client = new FirstHandClient({ apiKey: world.apiKey });
      const id = await orderPhotos('a door', count, client);
      await world.clock.runUntil(id, 'completed');
      assert.equal((await client.getJobFiles(id)).data.length, count);
      assert.equal((await world.jobs()).length, 1);
    });
  }
});
