import { unwrapWebhook } from '@firsthandapi/webhooks';
import { expect, test, vi } from 'vitest';
import { INSTANT } from '../core/shift-state.ts';
import { createSandbox } from '../index.ts';
import { callApi, jobOrder } from '../testing/api-caller.ts';
import { deferred } from '../testing/deferred.ts';

const START = '2026-01-01T00:00:00Z';

test('returns to its beginning on reset', async () => {
  const world = await createSandbox().world({ now: START, seed: 1 });
  const first = await callApi(world, 'POST', '/v1/jobs', jobOrder());
  world.fault('*', { status: 500 });
  world.worker.next({ outcome: 'rejected' });
  await world.clock.advance('1d');
  world.reset();
  expect(world.clock.now()).toEqual(new Date(START));
  expect(await world.jobs()).toEqual([]);
  expect([world.log(), world.faults.list()]).toEqual([[], []]);
  const again = await callApi(world, 'POST', '/v1/jobs', jobOrder());
  expect(again.body).toEqual(first.body);
  expect((await world.clock.runUntil(again.body.id, 'completed')).status).toBe('completed');
});

test('abandons requests and deliveries in progress on reset', async () => {
  const world = await createSandbox().world({ now: START });
  const { body } = await callApi(world, 'POST', '/v1/jobs', jobOrder());
  const poll = callApi(world, 'GET', `/v1/jobs/${body.id}`, undefined, {
    headers: { Prefer: 'wait=60' },
  });
  const called = deferred();
  const response = deferred<Response>();
  await world.webhooks.deliverTo(() => {
    called.resolve();
    return response.promise;
  });
  const advance = world.clock.advance('15s');
  await called.promise;
  world.reset();
  response.resolve(new Response());
  await advance;
  await poll;
  expect(await world.jobs()).toEqual([]);
  expect(world.clock.now()).toEqual(new Date(START));
});

test('creates different ids in every world and every life of one without a seed', async () => {
  const sandbox = createSandbox();
  const worlds = await Promise.all([1, 2, 3].map(() => sandbox.world({ now: START })));
  const ids: string[] = [];
  for (const world of worlds) {
    const { apiKey } = world;
    for (let life = 0; life < 3; life += 1) {
      const { body } = await callApi(world, 'POST', '/v1/jobs', jobOrder());
      const { endpointId, secret } = await world.webhooks.deliverTo(() => new Response());
      ids.push(body.id, endpointId, secret);
      world.reset();
      expect(world.apiKey).toBe(apiKey);
    }
  }
  expect(new Set(ids).size).toBe(27);
});

test('derives the seeds of worlds from that of their sandbox, and repeats ids on reset', async () => {
  const play = async () => {
    const sandbox = createSandbox({ seed: 42, now: START });
    const ids: string[] = [];
    for (const world of [await sandbox.world(), await sandbox.world()]) {
      ids.push((await callApi(world, 'POST', '/v1/jobs', jobOrder())).body.id);
      world.reset();
      expect((await callApi(world, 'POST', '/v1/jobs', jobOrder())).body.id).toBe(ids.at(-1));
    }
    return ids;
  };
  const ids = await play();
  expect(new Set(ids).size).toBe(2);
  expect(await play()).toEqual(ids);
  const exact = await createSandbox().world({ seed: 42, now: START });
  expect((await callApi(exact, 'POST', '/v1/jobs', jobOrder())).body.id).toBe(ids[0]);
});

test("returns to the machine's time on reset when no time was given", async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date(START) });
  try {
    const world = await createSandbox().world({
      fixtures: { jobs: [{ state: 'in_progress' }, { state: 'completed' }] },
    });
    const before = await world.jobs();
    const passed = 400_000;
    vi.setSystemTime(Date.parse(START) + passed);
    world.reset();
    expect(world.clock.now()).toEqual(new Date(Date.parse(START) + passed));
    const later = (text: string | null) =>
      text === null ? null : new Date(Date.parse(text) + passed).toISOString();
    expect(await world.jobs()).toEqual(
      before.map((job) => ({
        ...job,
        created_at: later(job.created_at),
        updated_at: later(job.updated_at),
        completed_at: later(job.completed_at),
      })),
    );
    const { secret } = await world.webhooks.deliverTo(
      async (request) => {
        // Reads the machine's clock, as an application does.
        unwrapWebhook(await request.text(), request.headers, secret);
        return new Response();
      },
      { events: ['job.completed'] },
    );
    const running = before.find(({ status }) => status === 'in_progress');
    await world.clock.runUntil(running?.id ?? '', 'completed');
    expect(world.webhooks.deliveries()).toEqual([expect.objectContaining({ status: 200 })]);
  } finally {
    vi.useRealTimers();
  }
});

test('names every instant in the state of a world', async () => {
  const world = await createSandbox().world({
    now: START,
    fixtures: { jobs: [{ state: 'in_progress' }, { state: 'completed' }, { state: 'cancelled' }] },
  });
  await world.webhooks.deliverTo(() => new Response(null, { status: 500 }));
  await callApi(world, 'POST', '/v1/jobs', jobOrder(1, { deadline: '2026-03-01T00:00:00Z' }));
  await callApi(world, 'POST', '/v1/credits/purchase', { amount_cents: 2_500 });
  await callApi(world, 'POST', '/v1/privacy/exports', {});
  await world.clock.advance('1d');
  const unknown = new Set<string>();
  const walk = (value: unknown, name: string) => {
    if (typeof value === 'number' && value > 1e12 && !INSTANT.test(name)) unknown.add(name);
    if (typeof value !== 'object' || value === null) return;
    for (const [key, field] of Object.entries(value)) walk(field, key);
  };
  walk((world.snapshot().state as { core: { store: unknown } }).core.store, 'store');
  expect([...unknown]).toEqual([]);
});

test('keeps what ends after a reset out of the log and the state of the next life', async () => {
  const world = await createSandbox().world({ now: START });
  const called = deferred();
  const response = deferred<Response>();
  await world.webhooks.deliverTo(() => {
    called.resolve();
    return response.promise;
  });
  world.fault('POST /v1/jobs', { latency: '20s', skip: 1 });
  const { body: job } = await callApi(world, 'POST', '/v1/jobs', jobOrder());
  const late = callApi(world, 'POST', '/v1/jobs', jobOrder());
  const poll = callApi(world, 'GET', `/v1/jobs/${job.id}`, undefined, {
    headers: { Prefer: 'wait=60' },
  });
  const advance = world.clock.advance('15s');
  await called.promise;
  world.reset();
  response.resolve(new Response());
  await Promise.all([advance, late, poll]);
  expect([world.log(), await world.jobs()]).toEqual([[], []]);
});

test('restores a world from a snapshot that went through JSON', async () => {
  const world = await createSandbox().world({ now: START });
  const { body } = await callApi(world, 'POST', '/v1/jobs', jobOrder(3));
  world.fault('GET /v1/jobs', { status: 500, times: Number.POSITIVE_INFINITY });
  await world.clock.advance('5s');
  const snapshot = JSON.parse(JSON.stringify(world.snapshot()));
  await world.clock.advance('1d');
  world.restore(snapshot);
  expect(world.clock.now()).toEqual(new Date('2026-01-01T00:00:05Z'));
  expect((await callApi(world, 'GET', `/v1/jobs/${body.id}`)).body.status).toBe('filled');
  expect((await callApi(world, 'GET', '/v1/jobs')).status).toBe(500);
  expect((await world.clock.runUntil(body.id, 'completed')).files_approved).toBe(3);
});

test('shares no state between a snapshot and the world that it was restored in', async () => {
  const world = await createSandbox().world({ now: START });
  await callApi(world, 'POST', '/v1/jobs', jobOrder());
  const snapshot = world.snapshot();
  const text = JSON.stringify(snapshot);
  world.restore(snapshot);
  await world.clock.advance('15s');
  expect(JSON.stringify(snapshot)).toBe(text);
  world.restore(snapshot);
  // biome-ignore lint/suspicious/noExplicitAny: a caller may change the snapshot, although it should not.
  for (const job of (snapshot as any).state.core.store.tables.jobs) job.status = 'cancelled';
  expect((await world.jobs()).map(({ status }) => status)).toEqual(['open']);
});

test("restores a snapshot in another world under that world's keys", async () => {
  const first = await createSandbox().world({ now: START, seed: 5 });
  first.worker.next({ outcome: 'rejected' });
  const { body } = await callApi(first, 'POST', '/v1/jobs', jobOrder());
  const sandbox = createSandbox();
  await sandbox.world();
  const second = await sandbox.world();
  second.restore(first.snapshot());
  const { fetch } = sandbox;
  const found = await callApi(second, 'GET', `/v1/jobs/${body.id}`, undefined, { fetch });
  expect(found.body).toEqual(body);
  await second.clock.advance('1h');
  expect((await second.jobs())[0]?.status).toBe('open');
  second.reset();
  expect(await second.jobs()).toEqual([]);
  expect((await callApi(second, 'GET', '/v1/jobs', undefined, { fetch })).status).toBe(200);
});

test('begins a world in the state of a snapshot, and returns to it on reset', async () => {
  const first = await createSandbox().world({ now: START, seed: 5 });
  const { body } = await callApi(first, 'POST', '/v1/jobs', jobOrder());
  first.fault('GET /v1/jobs', { status: 500 });
  await first.clock.advance('15s');
  const snapshot = JSON.parse(JSON.stringify(first.snapshot()));
  const sandbox = createSandbox();
  const second = await sandbox.world({ snapshot });
  for (let time = 0; time < 2; time += 1) {
    expect(second.clock.now()).toEqual(new Date('2026-01-01T00:00:15Z'));
    expect((await second.jobs()).map(({ id, status }) => [id, status])).toEqual([
      [body.id, 'completed'],
    ]);
    const options = { fetch: sandbox.fetch };
    expect((await callApi(second, 'GET', '/v1/jobs', undefined, options)).status).toBe(500);
    await callApi(second, 'POST', '/v1/jobs', jobOrder(), options);
    expect(await second.jobs()).toHaveLength(2);
    second.reset();
  }
  await expect(sandbox.world({ snapshot, fixtures: {} })).rejects.toThrow(
    /^Invalid snapshot: it has its own jobs/,
  );
});

test('refuses a snapshot of another version', async () => {
  const world = await createSandbox().world();
  const snapshot = { ...world.snapshot(), version: 99 };
  expect(() => world.restore(snapshot as never)).toThrow(
    /^Invalid snapshot: its version is 99, and this sandbox reads/,
  );
});

test('begins with fixtures in their states', async () => {
  const states = ['open', 'filled', 'in_progress', 'completed', 'cancelled'] as const;
  const world = await createSandbox().world({
    now: START,
    fixtures: {
      jobs: states.map((state) => ({ state, title: state })),
      webhookEndpoints: [{ url: 'https://app.example/hook' }],
      apiKeys: [{ name: 'reader', scopes: ['jobs:read'] }],
    },
  });
  expect(world.clock.now()).toEqual(new Date(START));
  const jobs = await world.jobs();
  expect(Object.fromEntries(jobs.map(({ title, status }) => [title, status]))).toEqual(
    Object.fromEntries(states.map((state) => [state, state])),
  );
  expect((await world.keys()).map(({ name }) => name)).toContain('reader');
  const { body } = await callApi(world, 'GET', '/v1/webhook_endpoints');
  expect(body.data[0].url).toBe('https://app.example/hook');
  const running = jobs.find(({ status }) => status === 'in_progress');
  expect((await world.clock.runUntil(running?.id ?? '', 'completed')).files_approved).toBe(3);
  world.reset();
  expect(await world.jobs()).toHaveLength(5);
});

test('names the fixture that the API refuses or that cannot reach its state', async () => {
  const sandbox = createSandbox();
  await expect(sandbox.world({ fixtures: { jobs: [{ description: 'short' }] } })).rejects.toThrow(
    /^Invalid fixtures.jobs\[0\]: description/,
  );
  await expect(
    sandbox.world({ fixtures: { jobs: [{ state: 'in_progress', files_needed: 1 }] } }),
  ).rejects.toThrow(/in_progress/);
});

test.each([
  [{ now: 'soon' }, /^Invalid now: "soon"; pass a Date/],
  [{ seed: 1.5 }, /^Invalid seed: 1.5; pass an integer/],
  [{ credits: -1 }, /^Invalid credits \(US cents\): -1; pass an integer from 0/],
  [{ clock: 'real', speed: 0 }, /^Invalid speed: 0; pass a number greater than 0/],
  [{ patience: 'long' }, /^Invalid patience: "long"; pass milliseconds/],
  [{ logLimit: 0 }, /^Invalid logLimit: 0; pass an integer from 1/],
  [{ clok: 'auto' }, /^Unknown field of world options: "clok"; did you mean 'clock'\?/],
  [{ clock: 'automatic' }, /^Unknown clock: "automatic"; pass one of manual, auto, system, real/],
  [{ tier: 'enterprize' }, /^Unknown tier: "enterprize"; did you mean 'enterprise'\?/],
  [{ strict: 'yes' }, /^Invalid strict: "yes"; pass true or false/],
  [{ speed: '2' }, /^Invalid speed: "2"; pass a number/],
  [{ fixtures: { job: [] } }, /^Unknown field of fixtures: "job"; did you mean 'jobs'\?/],
  [{ fixtures: { jobs: {} } }, /^Invalid fixtures.jobs: \{\}; pass an array/],
  [{ fixtures: { jobs: [{ state: 'done' }] } }, /^Unknown fixtures.jobs\[0\].state: "done"/],
  [{ snapshot: { version: 1 } }, /^Invalid snapshot: /],
  ['manual', /^Invalid world options: "manual"; pass an object/],
  [{ apiKey: 'sk_1' }, /^Invalid apiKey: it does not have the form of an API key/],
])('refuses a world with %j', async (options, message) => {
  await expect(createSandbox().world(options as never)).rejects.toThrow(message);
});

test('isolates 200 worlds of one sandbox', async () => {
  const sandbox = createSandbox();
  const { fetch } = sandbox;
  const worlds = await Promise.all(
    Array.from({ length: 200 }, (_, seed) => sandbox.world({ seed, now: START })),
  );
  const jobs = await Promise.all(
    worlds.map(async (world, index) => {
      const order = jobOrder(1, { title: `job ${index}` });
      const { body } = await callApi(world, 'POST', '/v1/jobs', order, { fetch });
      await world.clock.runUntil(body.id, 'completed');
      return body as { id: string };
    }),
  );
  await Promise.all(
    worlds.map(async (world, index) => {
      const { body } = await callApi(world, 'GET', '/v1/jobs', undefined, { fetch });
      expect(body.data).toEqual([
        expect.objectContaining({ title: `job ${index}`, status: 'completed' }),
      ]);
      const other = jobs[(index + 1) % jobs.length];
      const { status } = await callApi(world, 'GET', `/v1/jobs/${other?.id}`, undefined, { fetch });
      expect(status).toBe(404);
    }),
  );
});

test('creates one job for 50 concurrent requests with one idempotency key', async () => {
  const world = await createSandbox().world();
  const headers = { 'Idempotency-Key': 'the same' };
  const responses = await Promise.all(
    Array.from({ length: 50 }, () => callApi(world, 'POST', '/v1/jobs', jobOrder(), { headers })),
  );
  expect(new Set(responses.map(({ status, body }) => JSON.stringify([status, body]))).size).toBe(1);
  expect(responses[0]?.status).toBe(201);
  expect(await world.jobs()).toHaveLength(1);
});

test('refuses a callback or a webhook handler that is not a function', async () => {
  const world = await createSandbox().world();
  expect(() => world.run(5 as never)).toThrow('Invalid callback: 5; pass a function');
  expect(() => world.webhooks.route('https://app.example/', {} as never)).toThrow(
    'Invalid handler: {}; pass a function',
  );
});
