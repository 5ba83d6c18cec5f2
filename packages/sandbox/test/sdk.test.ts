import { FirstHandClient } from '@firsthandapi/sdk';
import { expect, test } from 'vitest';
import { createSandbox, magic } from '../src/index.ts';
import { LocalSandbox } from '../src/local/local-sandbox.ts';

const order = {
  type: 'data_collection',
  description: 'Photos of coffee cups on tables',
  files_needed: 3,
  accepted_formats: ['image/jpeg'],
  price_per_file_cents: 50,
} as const;

async function connect(options = {}) {
  const world = await createSandbox().world(options);
  const client = new FirstHandClient({ apiKey: world.apiKey, fetch: world.fetch });
  return { world, client };
}

test('serves the client through the fetch of a world', async () => {
  const { world, client } = await connect();
  const job = await client.createJob({ ...order, accepted_formats: [...order.accepted_formats] });
  await world.clock.runUntil(job.id, 'completed');
  expect((await client.getJobFiles(job.id)).data).toHaveLength(3);
});

test('creates one job when the response is lost after commit and the client retries', async () => {
  const { world, client } = await connect();
  world.fault('POST /v1/jobs', { afterCommit: 'reset' });
  const job = await client.createJob({ ...order, accepted_formats: [...order.accepted_formats] });
  expect((await world.jobs()).map(({ id }) => id)).toEqual([job.id]);
  const requests = world.log().filter((entry) => entry.kind === 'request');
  expect(requests.map(({ fault, replayed }) => [fault, replayed])).toEqual([
    ['reset after commit', false],
    [null, true],
  ]);
  expect(new Set(requests.map(({ idempotency_key }) => idempotency_key)).size).toBe(1);
});

test("ends the client's waitForJob at once on an automatic clock", async () => {
  const { client } = await connect({ clock: 'auto' });
  const job = await client.createJob({ ...order, accepted_formats: [...order.accepted_formats] });
  expect((await client.waitForJob(job.id)).status).toBe('completed');
});

test('rejects createJobAndWait on a manual clock that nothing moves, and names the fix', async () => {
  const world = await new LocalSandbox({}, { pollPatience: 40 }).world();
  const client = new FirstHandClient({ apiKey: world.apiKey, fetch: world.fetch });
  const accepted_formats = [...order.accepted_formats];
  await expect(client.createJobAndWait({ ...order, accepted_formats })).rejects.toThrow(
    /clock is manual.*world\.clock\.advance.*clock: 'auto'/,
  );
});

test("accepts a magic value as the client's metadata", async () => {
  const { client } = await connect();
  const accepted_formats = [...order.accepted_formats];
  const job = await client.createJob({ ...order, accepted_formats, metadata: magic.job.rejected });
  expect(job.metadata).toEqual({ fh_scenario: 'rejected' });
});

test.each([
  ['fh_test_sk_belongstonoworld1', 401],
  ['another-form-of-key', 401],
  [undefined, 404],
])("shows the service's message whole, with nothing masked: %s, %i", async (apiKey, status) => {
  const { world } = await connect();
  const messages: string[] = [];
  const client = new FirstHandClient({
    apiKey: apiKey ?? world.apiKey,
    async fetch(input: string | URL | Request, init?: RequestInit) {
      const response = await world.fetch(input, init);
      messages.push((await response.clone().json()).error.message);
      return response;
    },
  });
  const failure = await client.getJob('job_none').catch((error: unknown) => error);
  expect(failure).toMatchObject({ status, message: messages[0] });
});
