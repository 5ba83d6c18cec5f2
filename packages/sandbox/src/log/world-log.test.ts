import { expect, test } from 'vitest';
import { createSandbox } from '../index.ts';
import { matchReceived } from '../matchers/match-log.ts';
import { callApi, jobOrder } from '../testing/api-caller.ts';
import type { RequestEntry } from '../world/log-entry.ts';
import type { World } from '../world/world.ts';
import { maskHeader, maskSecrets, maskText, maskUrl } from './mask.ts';

/** Plays a session that produces every kind of entry. */
async function session(world: World): Promise<string> {
  await world.webhooks.deliverTo(() => new Response(null, { status: 500 }), {
    events: ['job.completed'],
  });
  const headers = (key: string) => ({ headers: { 'Idempotency-Key': key } });
  const { body } = await callApi(world, 'POST', '/v1/jobs', jobOrder(2), headers('a'));
  await callApi(world, 'POST', '/v1/jobs', jobOrder(2), headers('a'));
  world.fault('GET /v1/jobs/:id', { status: 503 });
  world.fault('GET /v1/billing/credits', { network: 'reset' });
  await callApi(world, 'GET', `/v1/jobs/${body.id}`, undefined, headers('b'));
  await callApi(world, 'GET', '/v1/billing/credits', undefined, headers('b')).catch(() => {});
  await world.clock.advance('2m');
  const [file] = await world.files();
  await world.fetch(file?.download_url ?? '');
  await callApi(world, 'GET', `/v1/jobs?api_key=${world.apiKey}`, undefined, headers('c'));
  return JSON.stringify(world.log(), null, 2);
}

test('leaves the same log for the same seed and calls, byte for byte, in any world', async () => {
  const options = { seed: 42, now: '2026-01-01T00:00:00Z' };
  const first = await session(await createSandbox().world(options));
  const sandbox = createSandbox();
  await sandbox.world();
  expect(await session(await sandbox.world(options))).toBe(first);
  expect(await session(await sandbox.world({ ...options, seed: 43 }))).not.toBe(first);
});

test('logs requests and deliveries in order, with their faults and replays', async () => {
  const world = await createSandbox().world({ now: '2026-01-01T00:00:00Z' });
  await session(world);
  expect(world.log().map((entry) => [entry.sequence, entry.kind, entry.status])).toEqual([
    [1, 'request', 201],
    [2, 'request', 201],
    [3, 'request', 503],
    [4, 'request', null],
    [5, 'delivery', 500],
    [6, 'delivery', 500],
    [7, 'request', 200],
    [8, 'request', 400],
  ]);
  const [created, replayed, faulty, reset] = world.log();
  expect(created).toMatchObject({ route: 'POST /v1/jobs', idempotency_key: 'a', replayed: false });
  expect(replayed).toMatchObject({ replayed: true });
  expect(faulty).toMatchObject({ fault: 'status 503' });
  expect(reset).toMatchObject({ fault: 'reset', request_id: null });
});

test('keeps secrets out of the log', async () => {
  const world = await createSandbox().world();
  const { secret } = await world.webhooks.deliverTo(() => new Response());
  const log = await session(world);
  expect(log).toContain('signature=***');
  expect(log).toContain('api_key=***');
  for (const hidden of [world.apiKey, world.liveKey, secret]) expect(log).not.toContain(hidden);
});

test('masks keys and secrets anywhere in a text or URL', () => {
  expect(maskSecrets('Bearer fh_test_sk_abc123 and whsec_XYZ')).toBe(
    'Bearer fh_test_sk_*** and whsec_***',
  );
  expect(maskUrl('/a?x=1&signature=abc&token=t#end')).toBe('/a?x=1&signature=***&token=***#end');
});

test('masks secrets in bodies without eating the rest of the text', () => {
  expect(
    maskText('{"secret":"whsec_ABC123","url":"https://f.test/a?signature=abc%2F&x=1","n":1}'),
  ).toBe('{"secret":"whsec_***","url":"https://f.test/a?signature=***&x=1","n":1}');
});

test.each([
  ['authorization', 'Bearer fh_test_sk_abc123', 'Bearer fh_test_sk_***'],
  ['authorization', 'Bearer fh_live_sk_abc123 and more', 'Bearer ***'],
  ['authorization', 'Bearer eyJhbGciOi', 'Bearer ***'],
  ['authorization', 'Basic dXNlcjpwYXNz', 'Basic ***'],
  ['authorization', 'secret', '***'],
  ['cookie', 'session=1', '***'],
  ['x-firsthand-signature', 't=1,v1=abc,v1=def', 't=1,v1=***,v1=***'],
  ['x-note', 'whsec_ABC', 'whsec_***'],
  ['accept', 'application/json', 'application/json'],
])('masks the header %s: %s', (name, value, masked) => {
  expect(maskHeader(name, value)).toBe(masked);
});

test('keeps the newest logLimit entries with their sequence numbers', async () => {
  const world = await createSandbox().world({ logLimit: 8 });
  for (let made = 0; made < 11; made += 1) await callApi(world, 'GET', `/v1/jobs/job_${made}`);
  const entries = world.log();
  expect(entries.map(({ sequence }) => sequence)).toEqual([5, 6, 7, 8, 9, 10, 11]);
  expect(lastRequest(world).path).toBe('/v1/jobs/job_10');
  const { message } = matchReceived(entries, 'POST /v1/jobs', {});
  expect(message()).toContain('dropped its first 4 entries; raise logLimit');
  world.reset();
  await callApi(world, 'GET', '/v1/jobs');
  expect(lastRequest(world).sequence).toBe(1);
});

const KEY = { headers: { 'Idempotency-Key': 'one' } };

function lastRequest(world: World): RequestEntry {
  const entry = world.log().at(-1);
  if (entry?.kind !== 'request') throw new Error('The last entry is not a request');
  return entry;
}

test('logs what each request changed, by table and id', async () => {
  const world = await createSandbox().world();
  const { body: job } = await callApi(world, 'POST', '/v1/jobs', jobOrder());
  expect(lastRequest(world).changes.jobs).toEqual({ created: [job.id] });
  await callApi(world, 'POST', `/v1/jobs/${job.id}/cancel`);
  expect(lastRequest(world).changes.jobs).toEqual({ updated: [job.id] });
  const { body: key } = await callApi(world, 'POST', '/v1/api_keys', { name: 'temporary' });
  expect(lastRequest(world).changes.api_keys).toEqual({ created: [key.id] });
});

test('logs the changes of all transactions of a request together', async () => {
  const world = await createSandbox().world();
  const key = { key: world.liveKey };
  const path = '/v1/billing/credits/purchase';
  await callApi(world, 'POST', path, { amount_cents: 2_500 }, key);
  expect(lastRequest(world).changes.credit_purchases).toEqual({
    created: [expect.stringMatching(/^crpu_/)],
  });
});

test('logs no changes for reads, replays and refused requests', async () => {
  const world = await createSandbox().world();
  await callApi(world, 'POST', '/v1/jobs', jobOrder(), KEY);
  await callApi(world, 'POST', '/v1/jobs', jobOrder(), KEY);
  expect([lastRequest(world).replayed, lastRequest(world).changes]).toEqual([true, {}]);
  // An hour later the use of the key is recorded again, which is not a change that the request asked for.
  await world.clock.advance('1h');
  await callApi(world, 'POST', '/v1/jobs', jobOrder(0));
  expect([lastRequest(world).status, lastRequest(world).changes]).toEqual([400, {}]);
  await world.clock.advance('1h');
  await callApi(world, 'GET', '/v1/jobs');
  expect([lastRequest(world).status, lastRequest(world).changes]).toEqual([200, {}]);
});

test('logs the changes of a request whose response was lost', async () => {
  const world = await createSandbox().world();
  world.fault('POST /v1/jobs', { afterCommit: 'reset' });
  await callApi(world, 'POST', '/v1/jobs', jobOrder()).catch(() => {});
  const [job] = await world.jobs();
  const { status, changes } = lastRequest(world);
  expect([status, changes.jobs]).toEqual([null, { created: [job?.id] }]);
});

test('attributes changes to the right one of concurrent requests', async () => {
  const world = await createSandbox().world();
  const responses = await Promise.all(
    Array.from({ length: 20 }, () => callApi(world, 'POST', '/v1/jobs', jobOrder())),
  );
  // Which request is the first to be answered depends on the threads that verify their keys.
  const created = new Map(
    world
      .log()
      .map((entry) =>
        entry.kind === 'request' ? [entry.request_id, entry.changes.jobs?.created] : [],
      ) as [string, string[]][],
  );
  expect(created).toEqual(
    new Map(responses.map(({ headers, body }) => [headers.get('x-request-id'), [body.id]])),
  );
});

test("logs the API's error message without secrets", async () => {
  const world = await createSandbox().world();
  await callApi(world, 'POST', '/v1/jobs', jobOrder(0));
  expect(lastRequest(world).error).toMatch(/^files_needed/);
  world.fault('GET /v1/jobs', { status: 409, message: `no: ${world.apiKey}` });
  await callApi(world, 'GET', '/v1/jobs');
  expect(lastRequest(world).error).toBe('no: fh_test_sk_***');
  await callApi(world, 'GET', '/v1/jobs');
  expect(lastRequest(world).error).toBeNull();
});
