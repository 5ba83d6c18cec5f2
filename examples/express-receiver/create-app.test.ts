import assert from 'node:assert/strict';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, test } from 'node:test';
import { createSandbox, type World } from '@firsthandapi/sandbox';
import { FirstHandClient, type Job } from '@firsthandapi/sdk';
import { signTestWebhook } from '@firsthandapi/webhooks';
import { createApp } from './create-app.ts';

let world: World;
let server: Server;
let url: string;
let secret: string;
let completed: string[];
let failuresLeft: number;

beforeEach(async () => {
  completed = [];
  failuresLeft = 0;
  const app = createApp({
    secret: () => secret,
    onCompleted(job) {
      if (failuresLeft-- > 0) throw new Error('The database is down');
      completed.push(job.id);
    },
  });
  server = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  world = await createSandbox().world();
  ({ secret } = await world.webhooks.deliverTo(`${url}/webhooks/firsthand`));
});

afterEach(async () => {
  await world[Symbol.asyncDispose]();
  server.closeAllConnections();
  server.close();
});

test('handles each event once although every delivery arrives twice', async () => {
  world.webhooks.mode({ duplicate: true });
  const job = await createJob();
  await world.clock.advance('15s');
  assert.deepEqual(completed, [job.id]);
  const deliveries = world.webhooks.deliveries();
  assert.equal(deliveries.filter(({ event_type }) => event_type === 'job.completed').length, 2);
  assert.ok(deliveries.every(({ status }) => status === 200));
});

test('handles the next delivery of an event after its handler threw', async (context) => {
  const logged = context.mock.method(console, 'error', () => {});
  failuresLeft = 1;
  const job = await createJob();
  await world.clock.advance('15s');
  assert.deepEqual(completed, []);
  assert.equal(logged.mock.callCount(), 1);
  await world.clock.advance('1m');
  assert.deepEqual(completed, [job.id]);
});

test('refuses a delivery signed with another secret', async () => {
  const forged = signTestWebhook({
    event: { id: 'evt_1', type: 'job.completed' },
    secret: 'whsec_another',
  });
  const response = await fetch(forged.toRequest(`${url}/webhooks/firsthand`));
  assert.equal(response.status, 400);
  const { error } = (await response.json()) as { error: { code: string } };
  assert.equal(error.code, 'no_match');
  assert.deepEqual(completed, []);
});

test('leaves express.json() to the other routes', async () => {
  const response = await fetch(`${url}/echo`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"parsed":true}',
  });
  assert.deepEqual(await response.json(), { parsed: true });
});

async function createJob(): Promise<Job> {
  const client = new FirstHandClient({ apiKey: world.apiKey, fetch: world.fetch });
  return client.createJob({
    type: 'data_collection',
    description: 'A coffee cup on a table, seen from above.',
    files_needed: 2,
    accepted_formats: ['image/jpeg'],
    price_per_file_cents: 50,
  });
}
