import { expect, test } from 'vitest';
import { createSandbox } from '../index.ts';
import { callApi, jobOrder } from '../testing/api-caller.ts';

test("returns the API's responses and headers", async () => {
  await using world = await createSandbox().world();
  const { status, headers, body } = await callApi(world, 'GET', '/v1/jobs');
  expect(status).toBe(200);
  expect(body).toEqual({ object: 'list', data: [], has_more: false, next_cursor: null });
  expect(headers.get('x-request-id')).toMatch(/^req_/);
  expect(headers.get('x-ratelimit-limit')).toBe('1000000');
});

test('selects the world by the API key alone', async () => {
  const sandbox = createSandbox();
  const [first, second] = await Promise.all([
    sandbox.world({ seed: 1 }),
    sandbox.world({ seed: 2 }),
  ]);
  const { fetch } = sandbox;
  const { body } = await callApi(first, 'POST', '/v1/jobs', jobOrder(), { fetch });
  expect((await callApi(first, 'GET', `/v1/jobs/${body.id}`, undefined, { fetch })).status).toBe(
    200,
  );
  expect((await callApi(second, 'GET', `/v1/jobs/${body.id}`, undefined, { fetch })).status).toBe(
    404,
  );
});

test('selects the world by keys created, rotated and signed up later', async () => {
  const sandbox = createSandbox();
  await sandbox.world({ seed: 1 });
  const world = await sandbox.world({ seed: 2 });
  const { fetch } = sandbox;
  const created = await callApi(world, 'POST', '/v1/api_keys', { name: 'second' }, { fetch });
  const rotated = await callApi(
    world,
    'POST',
    `/v1/api_keys/${created.body.id}/rotate`,
    undefined,
    {
      fetch,
    },
  );
  const signup = await callApi(world, 'POST', '/v1/auth/signup', { name: 'A', email: 'a@b.co' });
  const { body: job } = await callApi(world, 'POST', '/v1/jobs', jobOrder(), { fetch });
  for (const key of [created.body.secret, rotated.body.secret]) {
    const { status } = await callApi(world, 'GET', `/v1/jobs/${job.id}`, undefined, { fetch, key });
    expect(status).toBe(200);
  }
  const own = await callApi(world, 'GET', '/v1/jobs', undefined, {
    fetch,
    key: signup.body.api_key,
  });
  expect(own.body.data).toEqual([]);
});

test("returns the API's 401 for an unknown key", async () => {
  const sandbox = createSandbox();
  const world = await sandbox.world();
  const { status, headers, body } = await callApi(world, 'GET', '/v1/jobs', undefined, {
    fetch: sandbox.fetch,
    key: 'fh_test_sk_belongstonoworld1',
  });
  expect(status).toBe(401);
  expect(body.error).toEqual({
    type: 'authentication_error',
    message: expect.stringContaining('Invalid or missing API key'),
    request_id: headers.get('x-request-id'),
  });
});

test('accepts a key that the caller chose', async () => {
  const apiKey = 'fh_test_sk_thekeyofmyapplication';
  const sandbox = createSandbox({ apiKey });
  const world = await sandbox.defaultWorld();
  expect(world.apiKey).toBe(apiKey);
  expect(
    (await callApi(world, 'GET', '/v1/jobs', undefined, { fetch: sandbox.fetch })).status,
  ).toBe(200);
});

test('gives the chosen key to one world, and others their own', async () => {
  const apiKey = 'fh_test_sk_thekeyofmyapplication';
  const sandbox = createSandbox({ apiKey });
  const [first, second] = [await sandbox.defaultWorld(), await sandbox.world()];
  expect([first.apiKey, second.apiKey === apiKey]).toEqual([apiKey, false]);
  await expect(sandbox.world({ apiKey })).rejects.toThrow(
    /^Invalid apiKey: another world of this sandbox/,
  );
  await first[Symbol.asyncDispose]();
  expect((await sandbox.world({ apiKey })).apiKey).toBe(apiKey);
});

test('refuses a chosen key without the form of a key', () => {
  expect(() => createSandbox({ apiKey: 'secret' })).toThrow(
    /^Invalid apiKey: it does not have the form of an API key/,
  );
});

test.each([
  [
    { baseURL: 'https://api.test' },
    /^Unknown field of sandbox options: "baseURL"; did you mean 'baseUrl'/,
  ],
  [{ baseUrl: 'api.test' }, /^Invalid baseUrl: "api.test"; pass a URL/],
])('refuses a sandbox with %j', (options, message) => {
  expect(() => createSandbox(options as never)).toThrow(message);
});

test('routes a shared key to the world that the code runs in', async () => {
  const apiKey = 'fh_test_sk_thekeyofmyapplication';
  const sandbox = createSandbox({ apiKey });
  const worlds = await Promise.all([1, 2, 3].map((seed) => sandbox.world({ seed })));
  await Promise.all(
    worlds.map((world, index) =>
      world.run(async () => {
        for (let made = 0; made <= index; made += 1) {
          await callApi(world, 'POST', '/v1/jobs', jobOrder(), {
            fetch: sandbox.fetch,
            key: apiKey,
          });
        }
      }),
    ),
  );
  const counts = await Promise.all(worlds.map(async (world) => (await world.jobs()).length));
  expect(counts).toEqual([1, 2, 3]);
});

test('returns 401 for the key of a disposed world', async () => {
  const sandbox = createSandbox();
  await sandbox.world();
  const world = await sandbox.world();
  await world[Symbol.asyncDispose]();
  expect(
    (await callApi(world, 'GET', '/v1/jobs', undefined, { fetch: sandbox.fetch })).status,
  ).toBe(401);
});

test("applies the service's rate limits in the tiers free and standard", async () => {
  const sandbox = createSandbox();
  const limitOf = async (tier: 'free' | 'standard') => {
    const world = await sandbox.world({ tier });
    const { headers } = await callApi(world, 'GET', '/v1/billing/credits');
    return headers.get('x-ratelimit-limit');
  };
  expect([await limitOf('free'), await limitOf('standard')]).toEqual(['60', '100']);
});

test('begins with the given credits', async () => {
  const world = await createSandbox().world({ credits: 1_234 });
  expect((await world.credits()).available_cents).toBe(1_234);
  expect((await callApi(world, 'GET', '/v1/billing/credits')).body.available_cents).toBe(1_234);
});

test('serves downloads in the world that created their links', async () => {
  const sandbox = createSandbox();
  const worlds = await Promise.all([1, 1].map((seed) => sandbox.world({ seed })));
  for (const world of worlds) {
    const { body: job } = await callApi(world, 'POST', '/v1/jobs', jobOrder());
    await world.clock.runUntil(job.id, 'completed');
    const [file] = await world.files(job.id);
    const response = await sandbox.fetch(file?.download_url ?? '');
    expect((await response.arrayBuffer()).byteLength).toBe(file?.size_bytes);
    expect(world.log().at(-1)).toMatchObject({ route: 'GET files', status: 200 });
  }
});
