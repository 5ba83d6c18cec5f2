import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, test } from 'node:test';
import { createSandbox, type World } from '@firsthandapi/sandbox';
import { type CreateJobRequest, FirstHandClient } from '@firsthandapi/sdk';
import type { FastifyInstance } from 'fastify';
import { createApp } from './create-app.ts';

const ORDER: CreateJobRequest = {
  type: 'data_collection',
  description: 'A coffee cup on a table, seen from above.',
  files_needed: 3,
  accepted_formats: ['image/jpeg'],
  price_per_file_cents: 50,
};

let folder: string;
let database: DatabaseSync;
let app: FastifyInstance;
let url: string;
let secret: string;
let world: World;
let client: FirstHandClient;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fastify-sqlite-'));
  await start();
  world = await createSandbox().world();
  client = new FirstHandClient({ apiKey: world.apiKey, fetch: world.fetch });
  ({ secret } = await world.webhooks.deliverTo(`${url}/webhooks/firsthand`));
});

afterEach(async () => {
  await world[Symbol.asyncDispose]();
  await stop();
  await rm(folder, { recursive: true });
});

test('counts each approval once although every delivery arrives twice', async () => {
  world.webhooks.mode({ duplicate: true });
  const { id } = await client.createJob(ORDER);
  await world.clock.advance('15s');
  assert.deepEqual(await approvals(), [{ job_id: id, files: 3 }]);
});

test('recognises handled events after a restart', async () => {
  const { id } = await client.createJob(ORDER);
  await world.clock.advance('15s');
  const [event] = await client
    .listWebhookEvents({ type: 'submission.approved' })
    .toArray({ limit: 1 });
  assert.ok(event);

  const { port } = new URL(url);
  await stop();
  await start(Number(port));
  await client.replayWebhookEvent(event.id);
  await world.clock.advance('1s');

  assert.deepEqual(await approvals(), [{ job_id: id, files: 3 }]);
  assert.equal(world.webhooks.deliveries().at(-1)?.event_id, event.id);
  assert.equal(world.webhooks.deliveries().at(-1)?.status, 200);
});

test('handles what it missed during downtime', async () => {
  const { port } = new URL(url);
  await stop();
  const { id } = await client.createJob(ORDER);
  await world.clock.advance('15s');
  await start(Number(port));
  assert.deepEqual(await approvals(), []);
  await world.clock.advance('1m');
  assert.deepEqual(await approvals(), [{ job_id: id, files: 3 }]);
});

test('leaves the parsing of other routes to Fastify', async () => {
  const response = await app.inject({ method: 'POST', url: '/echo', payload: { parsed: true } });
  assert.deepEqual(response.json(), { parsed: true });
});

async function start(port = 0): Promise<void> {
  database = new DatabaseSync(join(folder, 'receiver.db'));
  app = createApp({ database, secret: () => secret });
  url = await app.listen({ port, host: '127.0.0.1' });
}

async function stop(): Promise<void> {
  await app.close();
  database.close();
}

async function approvals(): Promise<unknown> {
  return (await fetch(`${url}/approvals`)).json();
}
