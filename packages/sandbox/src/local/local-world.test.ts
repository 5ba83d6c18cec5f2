import { expect, test } from 'vitest';
import { callApi, jobOrder } from '../testing/api-caller.ts';
import { createSandbox } from './create-sandbox.ts';

const START = '2026-01-01T00:00:00Z';

test('reset goes back to how the world began', async () => {
  const world = await createSandbox().world({ now: START });
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

test('reset lets go of what still runs, and it touches nothing any more', async () => {
  const world = await createSandbox().world({ now: START });
  const { body } = await callApi(world, 'POST', '/v1/jobs', jobOrder());
  const poll = callApi(world, 'GET', `/v1/jobs/${body.id}`, undefined, {
    headers: { Prefer: 'wait=60' },
  });
  let answer = (_: Response) => {};
  await world.webhooks.deliverTo(
    () =>
      new Promise((resolve) => {
        answer = resolve;
      }),
  );
  const advance = world.clock.advance('15s');
  await new Promise((resolve) => setTimeout(resolve, 20));
  world.reset();
  answer(new Response());
  await advance;
  await poll;
  expect(await world.jobs()).toEqual([]);
  expect(world.clock.now()).toEqual(new Date(START));
});

test('a snapshot is plain JSON, and restores the world as it was', async () => {
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

test('a snapshot and the world it was restored in do not change each other', async () => {
  const world = await createSandbox().world({ now: START });
  await callApi(world, 'POST', '/v1/jobs', jobOrder());
  const snapshot = world.snapshot();
  const text = JSON.stringify(snapshot);
  world.restore(snapshot);
  await world.clock.advance('15s');
  expect(JSON.stringify(snapshot)).toBe(text);
  world.restore(snapshot);
  // biome-ignore lint/suspicious/noExplicitAny: what nobody should do, and somebody does.
  for (const job of (snapshot as any).state.core.store.tables.jobs) job.status = 'cancelled';
  expect((await world.jobs()).map(({ status }) => status)).toEqual(['open']);
});

test('a snapshot opens in another world, under its keys', async () => {
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

test('a world begins in the state of a snapshot, and goes back to it', async () => {
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
  await expect(sandbox.world({ snapshot, fixtures: {} })).rejects.toThrow(/^snapshot: has its own/);
});

test('a snapshot of another version is refused', async () => {
  const world = await createSandbox().world();
  const snapshot = { ...world.snapshot(), version: 99 };
  expect(() => world.restore(snapshot as never)).toThrow(
    /^snapshot: has version 99, and this sandbox reads/,
  );
});

test('fixtures are there when the world begins, each in its state', async () => {
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

test('fixtures that the API refuses, or that cannot be, say which they are', async () => {
  const sandbox = createSandbox();
  await expect(sandbox.world({ fixtures: { jobs: [{ description: 'short' }] } })).rejects.toThrow(
    /^fixtures.jobs\[0\]: description/,
  );
  await expect(
    sandbox.world({ fixtures: { jobs: [{ state: 'in_progress', files_needed: 1 }] } }),
  ).rejects.toThrow(/in_progress/);
});

test.each([
  [{ now: 'soon' }, /^now: "soon" is not a point in time/],
  [{ seed: 1.5 }, /^seed: 1.5 is not a whole number/],
  [{ credits: -1 }, /^credits: -1 is not a whole number of US cents/],
  [{ clock: 'real', speed: 0 }, /^speed: 0 is not a number above 0/],
  [{ patience: 'long' }, /^patience: "long" is not a duration/],
  [{ logLimit: 0 }, /^logLimit: 0 is not a whole number from 1/],
  [{ apiKey: 'sk_1' }, /^apiKey: not an API key's form/],
])('refuses a world with %j', async (options, message) => {
  await expect(createSandbox().world(options as never)).rejects.toThrow(message);
});

test('200 worlds over one sandbox never meet', async () => {
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

test('50 equal requests at once make one job and get 50 equal answers', async () => {
  const world = await createSandbox().world();
  const headers = { 'Idempotency-Key': 'the same' };
  const answers = await Promise.all(
    Array.from({ length: 50 }, () => callApi(world, 'POST', '/v1/jobs', jobOrder(), { headers })),
  );
  expect(new Set(answers.map(({ status, body }) => JSON.stringify([status, body]))).size).toBe(1);
  expect(answers[0]?.status).toBe(201);
  expect(await world.jobs()).toHaveLength(1);
});
