/**
 * A world for each test: its own key, its own data, its own clock. Nothing is shared, so tests run
 * concurrently; nothing waits, so days pass in milliseconds.
 */
import { createSandbox } from '@firsthandapi/sandbox';
import { createWorldTest } from '@firsthandapi/sandbox/vitest';
import { FirstHandClient } from '@firsthandapi/sdk';
import { expect } from 'vitest';
import { orderPhotos } from '../src/order-photos.ts';
import { receiveWebhooks } from '../src/receive-webhooks.ts';

const test = createWorldTest(createSandbox());

test.concurrent.for([1, 2, 3, 4, 5])('sees only its own jobs in world %i', async (_, { world }) => {
  const client = new FirstHandClient({ apiKey: world.apiKey, fetch: world.fetch });
  const id = await orderPhotos('a street sign', 1, client);
  expect((await client.listJobs().toArray({ limit: 10 })).map((job) => job.id)).toEqual([id]);
});

test('delivers a webhook again a minute after its handler failed', async ({ world }) => {
  const client = new FirstHandClient({ apiKey: world.apiKey, fetch: world.fetch });
  const completed: string[] = [];
  let isAway = true;
  const options = { secret: () => secret, onError: () => {} };
  const receive = receiveWebhooks(options, (id) => {
    if (isAway) throw new Error('The database is unavailable');
    completed.push(id);
  });
  const { secret } = await world.webhooks.deliverTo(receive, { events: ['job.completed'] });

  const id = await orderPhotos('a street sign', 1, client);
  await world.clock.advance('15s');
  isAway = false;
  await world.clock.advance('1m');

  expect(completed).toEqual([id]);
  expect(world.webhooks).toHaveDelivered('job.completed', { times: 1, status: 500 });
  expect(world.webhooks).toHaveDelivered('job.completed', { times: 1, status: 200 });
});

test('verifies a webhook that could not be delivered for hours', async ({ world }) => {
  const client = new FirstHandClient({ apiKey: world.apiKey, fetch: world.fetch });
  const completed: string[] = [];
  // Signatures carry the world's time, so verify them with it once it differs from the machine's.
  const options = { secret: () => secret, receivedAt: () => world.clock.now() };
  const receive = receiveWebhooks(options, (id) => completed.push(id));
  const { secret } = await world.webhooks.deliverTo(receive, { events: ['job.completed'] });
  world.webhooks.mode({ delay: '3h' });

  const id = await orderPhotos('a street sign', 1, client);
  await world.clock.advance('15s');
  expect(completed).toEqual([]);
  await world.clock.advance('3h');
  expect(completed).toEqual([id]);
});

test('requests a new link when the old one has expired after 7 days', async ({ world }) => {
  const client = new FirstHandClient({ apiKey: world.apiKey, fetch: world.fetch });
  const id = await orderPhotos('a street sign', 1, client);
  await world.clock.advance('15s');
  const [file] = await client.getJobFiles(id).toArray({ limit: 1 });
  if (file === undefined) throw new Error('No file');

  await world.clock.advance('8d');
  expect((await world.fetch(file.download_url)).status).toBe(403);
  expect(await client.downloadFile(file)).toHaveLength(file.size_bytes);
  expect(world).toHaveReceived('POST /v1/files/:id/refresh_url', { times: 1 });
});

test('restores a snapshot of what a test has set up', async ({ world }) => {
  const client = new FirstHandClient({ apiKey: world.apiKey, fetch: world.fetch });
  const id = await orderPhotos('a street sign', 1, client);
  const ordered = world.snapshot();
  await client.cancelJob(id);
  world.restore(ordered);
  expect((await client.getJob(id)).status).toBe('open');
});
