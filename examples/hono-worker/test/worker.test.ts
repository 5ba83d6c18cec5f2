import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, test } from 'node:test';
import type { World } from '@firsthandapi/sandbox';
import { type SandboxServer, serveSandbox } from '@firsthandapi/sandbox/serve';
import { FirstHandClient, type Job } from '@firsthandapi/sdk';
import { signTestWebhook } from '@firsthandapi/webhooks';
import type { Miniflare } from 'miniflare';
import { startWorker } from './started-worker.ts';

// A worker verifies in JavaScript without Node's modules, and in native code with them.
for (const flags of [[], ['nodejs_compat']]) {
  describe(`on workerd ${flags.join(' ') || 'without flags'}`, () => {
    let server: SandboxServer;
    let world: World;
    let worker: Miniflare;
    let url: string;

    beforeEach(async () => {
      server = await serveSandbox();
      world = await server.sandbox.defaultWorld();
      const endpoint = await world.webhooks.deliverTo('http://127.0.0.1:1/not-started-yet');
      worker = await startWorker(flags, {
        FIRSTHAND_API_KEY: world.apiKey,
        FIRSTHAND_BASE_URL: server.url,
        FIRSTHAND_WEBHOOK_SECRET: endpoint.secret,
      });
      url = `${(await worker.ready).origin}/webhooks/firsthand`;
      await clientOf(world).updateWebhookEndpoint(endpoint.endpointId, { url });
    });

    afterEach(async () => {
      await worker.dispose();
      await server.close();
    });

    test('stores the files of a completed job, byte for byte', async () => {
      const job = await complete(world);
      const photos = await worker.getR2Bucket('PHOTOS');
      const files = await world.files(job.id);
      assert.equal(files.length, 2);
      for (const file of files) {
        const kept = await photos.get(`${job.id}/${file.id}`);
        assert.ok(kept);
        const bytes = new Uint8Array(await kept.arrayBuffer());
        assert.equal(createHash('sha256').update(bytes).digest('hex'), file.content_hash);
        assert.equal(kept.httpMetadata?.contentType, 'image/jpeg');
      }
      const listed = await (await fetch(new URL(`/jobs/${job.id}/photos`, url))).json();
      assert.equal((listed as unknown[]).length, 2);
    });

    test('handles an event once although its delivery arrives twice', async () => {
      world.webhooks.mode({ duplicate: true });
      await complete(world);
      const listings = world
        .log()
        .filter((entry) => entry.kind === 'request' && entry.route === 'GET /v1/jobs/:id/files');
      assert.equal(listings.length, 1);
      assert.ok(world.webhooks.deliveries().every(({ status }) => status === 200));
    });

    test('refuses a forged delivery', async () => {
      const forged = signTestWebhook({
        event: { id: 'evt_1', type: 'job.completed' },
        secret: 'whsec_another',
      });
      const { body, headers } = forged;
      const response = await fetch(url, { method: 'POST', headers, body });
      assert.equal(response.status, 400);
      const { error } = (await response.json()) as { error: { code: string } };
      assert.equal(error.code, 'no_match');
    });
  });
}

async function complete(world: World): Promise<Job> {
  const job = await clientOf(world).createJob({
    type: 'data_collection',
    description: 'A coffee cup on a table, seen from above.',
    files_needed: 2,
    accepted_formats: ['image/jpeg'],
    price_per_file_cents: 50,
  });
  return world.clock.runUntil(job.id, 'completed');
}

function clientOf(world: World): FirstHandClient {
  return new FirstHandClient({ apiKey: world.apiKey, baseUrl: world.baseUrl });
}
