import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { BODY_LIMIT } from '../log/captures.ts';
import { type SandboxServer, serveSandbox } from '../serve.ts';
import { callApi, jobOrder } from '../testing/api-caller.ts';
import type { World } from '../world/world.ts';
import type { EntryDetail, JobDetail, WindowState } from './protocol.ts';

const START = '2026-01-01T00:00:00Z';

let server: SandboxServer;
beforeAll(async () => {
  server = await serveSandbox({ seed: 42, clock: 'manual', now: START });
});
afterAll(() => server.close());

async function answer(path: string, init: RequestInit = {}): Promise<Response> {
  const headers = { 'X-Sandbox-Token': server.controlToken, ...init.headers };
  return fetch(`${server.url}/_sandbox${path}`, { ...init, headers });
}

async function read<T>(path: string): Promise<T> {
  const response = await answer(path);
  expect(response.status).toBe(200);
  return (await response.json()) as T;
}

/** A world of its own, its API over HTTP. */
async function begin(): Promise<World & { readonly tag: string }> {
  const world = await server.sandbox.world({ now: START, clock: 'manual' });
  return Object.assign(world as World & { readonly tag: string }, { fetch: globalThis.fetch });
}

const stateOf = (world: { readonly tag: string }, query = '') =>
  read<WindowState>(`/window/state?world=${world.tag}${query}`);

async function entryOf(world: { readonly tag: string }, position: string): Promise<EntryDetail> {
  return read<EntryDetail>(`/window/worlds/${world.tag}/entries/${position}`);
}

/** An application whose webhooks get a status and a body. */
async function receiver(status: number, body: string) {
  const application = createServer((incoming, outgoing) => {
    incoming.resume().on('end', () => outgoing.writeHead(status).end(body));
  });
  await new Promise<void>((resolve) => application.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(application.address() as AddressInfo).port}/hooks`,
    [Symbol.dispose]() {
      application.closeAllConnections();
      application.close();
    },
  };
}

test.each([
  ['', 'text/html; charset=utf-8'],
  ['/window/page.js', 'text/javascript; charset=utf-8'],
  ['/window/page.css', 'text/css; charset=utf-8'],
  ['/window/icon.svg', 'image/svg+xml'],
])('serves the page /_sandbox%s without a token, under a strict policy', async (path, type) => {
  const response = await fetch(`${server.url}/_sandbox${path}`);
  expect([response.status, response.headers.get('content-type')]).toEqual([200, type]);
  const policy = response.headers.get('content-security-policy') ?? '';
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("require-trusted-types-for 'script'");
  expect(policy).not.toMatch(/unsafe|https?:|\*/);
  expect((await response.text()).length).toBeGreaterThan(100);
});

function statusOf(path: string, init: { method?: string; headers: Record<string, string> }) {
  return new Promise<number | undefined>((resolve, reject) => {
    request(`${server.url}/_sandbox${path}`, init, (response) =>
      resolve(response.resume().statusCode),
    )
      .on('error', reject)
      .end();
  });
}

test.each(['', '/window/page.js', '/window/state'])(
  'refuses /_sandbox%s under a foreign host name (DNS rebinding)',
  async (path) => {
    const headers = { Host: 'evil.test', 'X-Sandbox-Token': server.controlToken };
    expect(await statusOf(path, { headers })).toBe(403);
  },
);

test.each(['/window/state', '/window/worlds/0001/entries', '/worlds/0001/log'])(
  'requires the token for /_sandbox%s',
  async (path) => {
    expect(await statusOf(path, { headers: {} })).toBe(401);
  },
);

test.each([
  [{ 'Sec-Fetch-Site': 'cross-site' }, 403],
  [{ 'Sec-Fetch-Site': 'same-site' }, 403],
  [{ Origin: 'http://127.0.0.1:1' }, 403],
  [{ Origin: 'null' }, 403],
  [{ 'Sec-Fetch-Site': 'same-origin' }, 200],
])(
  'responds to a change with the token from a page that sends %j with %i',
  async (headers, status) => {
    const given = { ...headers, 'X-Sandbox-Token': server.controlToken };
    expect(await statusOf('/worlds/default/reset', { method: 'POST', headers: given })).toBe(
      status,
    );
    expect(await statusOf('/window/state', { headers: given })).toBe(200);
  },
);

test('returns what changed since the last response, as soon as it changes', async () => {
  const world = await begin();
  await callApi(world, 'GET', '/v1/jobs');
  const first = await stateOf(world);
  expect(first.world?.rows.map(({ entry }) => entry.sequence)).toEqual([1]);
  const waiting = stateOf(world, `&revision=${encodeURIComponent(first.revision)}&after=1.1`);
  await callApi(world, 'GET', '/v1/jobs?limit=2');
  const { world: changed } = await waiting;
  expect(changed?.rows.map(({ entry }) => entry.sequence)).toEqual([2]);
  expect(changed?.entries).toBe(2);
});

test.each([
  ['the clock moves', (world: World) => world.clock.advance('1s')],
  ['a fault is set', async (world: World) => world.fault('*', { status: 500 })],
  ['webhooks misbehave', async (world: World) => world.webhooks.mode({ duplicate: true })],
  ['the world is reset', async (world: World) => world.reset()],
  ['another world begins', () => server.sandbox.world()],
])('responds to a waiting window when %s', async (_, change) => {
  const world = await begin();
  await callApi(world, 'POST', '/v1/jobs', jobOrder());
  const { revision } = await stateOf(world);
  const waiting = stateOf(world, `&revision=${encodeURIComponent(revision)}`);
  await change(world);
  expect((await waiting).revision).not.toBe(revision);
});

test('shows headers and bodies with every secret masked', async () => {
  const world = await begin();
  const { body: endpoint } = await callApi(world, 'POST', '/v1/webhook_endpoints', {
    url: 'http://127.0.0.1:9/hooks',
    events: ['job.completed'],
  });
  const { entry, exchange } = await entryOf(world, '1.1');
  expect(entry).toMatchObject({ route: 'POST /v1/webhook_endpoints', status: 201 });
  expect(Object.fromEntries(exchange?.request.headers ?? [])).toMatchObject({
    authorization: 'Bearer fh_test_sk_***',
    'content-type': 'application/json',
  });
  expect(exchange?.request.body?.text).toContain('"http://127.0.0.1:9/hooks"');
  expect(exchange?.response?.body?.text).toContain('"secret":"whsec_***"');
  const all = JSON.stringify(exchange) + JSON.stringify(await stateOf(world));
  for (const secret of [world.apiKey, world.liveKey, endpoint.secret]) {
    expect(all).not.toContain(secret);
  }
});

test('cuts long bodies', async () => {
  const world = await begin();
  await callApi(world, 'POST', '/v1/jobs', jobOrder(1, { description: 'x'.repeat(40_000) }));
  const { exchange } = await entryOf(world, '1.1');
  expect(exchange?.request.body?.is_cut).toBe(true);
  expect(exchange?.request.body?.text?.length).toBe(BODY_LIMIT);
  expect(exchange?.request.body?.size).toBeGreaterThan(40_000);
});

test('shows every attempt of a webhook, what the receiver responded and when the next one is', async () => {
  using application = await receiver(404, '<h1>Cannot POST /hooks</h1>');
  const world = await begin();
  await world.webhooks.deliverTo(application.url, { events: ['job.completed'] });
  await callApi(world, 'POST', '/v1/jobs', jobOrder());
  await world.clock.advance('90s');
  await expect
    .poll(async () => (await entryOf(world, '1.2')).exchange?.response?.body?.text)
    .toBe('<h1>Cannot POST /hooks</h1>');
  const detail = await entryOf(world, '1.2');
  expect(detail.attempts.map(({ attempt, status }) => [attempt, status])).toEqual([
    [1, 404],
    [2, 404],
  ]);
  expect(detail.next_attempt_at).toBe('2026-01-01T00:05:15.000Z');
  expect(detail.exchange?.request.body?.text).toContain('"job.completed"');
  const signature = new Map(detail.exchange?.request.headers).get('x-firsthand-signature');
  expect(signature).toMatch(/^t=\d+,v1=\*\*\*$/);
});

test('lists the next attempt of a webhook delivery among what is due', async () => {
  using application = await receiver(500, '');
  const world = await begin();
  await world.webhooks.deliverTo(application.url, { events: ['job.completed'] });
  await callApi(world, 'POST', '/v1/jobs', jobOrder());
  await world.clock.advance('15s');
  const planned = async () => (await stateOf(world)).world?.planned;
  await expect.poll(planned).toMatchObject({
    steps: [{ at: (await entryOf(world, '1.2')).next_attempt_at, kind: 'webhook.deliver' }],
    total: 1,
  });
  // A snapshot has it, and a world that is restored continues with it.
  world.restore(world.snapshot());
  expect(await planned()).toMatchObject({ steps: [{ kind: 'webhook.deliver' }], total: 1 });
  world.reset();
  expect(await planned()).toMatchObject({ steps: [], total: 0 });
});

test('shows the jobs of a world, their submissions and the content of their files', async () => {
  const world = await begin();
  const { body: job } = await callApi(world, 'POST', '/v1/jobs', jobOrder(2));
  const { world: state } = await stateOf(world);
  expect(state?.planned).toMatchObject({
    steps: [{ kind: 'simulation.accept', subject: job.id }],
    total: expect.any(Number),
  });
  await world.clock.advance('15s');
  const { submissions, ...detail } = await read<JobDetail>(
    `/window/worlds/${world.tag}/jobs/${job.id}`,
  );
  expect(detail).toMatchObject({ job: { id: job.id, status: 'completed', files_approved: 2 } });
  expect(submissions.map(({ status, stars }) => [status, stars])).toEqual([
    ['approved', 4],
    ['approved', 4],
  ]);
  const content = await answer(
    `/window/worlds/${world.tag}/submissions/${submissions[0]?.id}/content`,
  );
  expect(content.headers.get('content-type')).toBe('image/jpeg');
  expect(content.headers.get('content-security-policy')).toContain('sandbox');
  expect((await content.arrayBuffer()).byteLength).toBe(submissions[0]?.size_bytes);
});

test('removes one fault and leaves the others', async () => {
  const world = await begin();
  world.fault('GET /v1/jobs', { status: 503, times: Number.POSITIVE_INFINITY });
  world.fault('POST /v1/jobs', { status: 500 });
  const { world: state } = await stateOf(world);
  expect(state?.faults.map(({ fault: { route, times } }) => [route, times])).toEqual([
    ['GET /v1/jobs', null],
    ['POST /v1/jobs', 1],
  ]);
  const path = `/window/worlds/${world.tag}/faults/${state?.faults[0]?.id}`;
  expect((await answer(path, { method: 'DELETE' })).status).toBe(200);
  expect((await answer(path, { method: 'DELETE' })).status).toBe(404);
  expect(world.faults.list().map(({ route }) => route)).toEqual(['POST /v1/jobs']);
});

test('keeps what happened before a reset, and worlds that have ended', async () => {
  const world = await begin();
  await callApi(world, 'GET', '/v1/jobs?limit=1');
  world.reset();
  await callApi(world, 'GET', '/v1/jobs?limit=2');
  expect(world.log()).toHaveLength(1);
  await world[Symbol.asyncDispose]();
  const { world: state, worlds } = await stateOf(world);
  expect(state?.rows.map(({ life, entry }) => [life, entry.sequence])).toEqual([
    [1, 1],
    [2, 1],
  ]);
  expect(worlds.find(({ world: tag }) => tag === world.tag)?.has_ended).toBe(true);
  expect((await entryOf(world, '1.1')).entry).toMatchObject({ path: '/v1/jobs?limit=1' });
  expect((await entryOf(world, '1.1')).exchange).not.toBeNull();
});

test('sends older rows on request', async () => {
  const world = await begin();
  for (let calls = 0; calls < 203; calls += 1) await callApi(world, 'GET', '/v1/jobs');
  const { world: state } = await stateOf(world);
  expect([state?.rows.length, state?.rows[0]?.entry.sequence, state?.has_gap]).toEqual([
    200,
    4,
    true,
  ]);
  const older = await read<{ rows: { entry: { sequence: number } }[]; hasMore: boolean }>(
    `/window/worlds/${world.tag}/entries?before=1.4`,
  );
  expect(older.rows.map(({ entry }) => entry.sequence)).toEqual([1, 2, 3]);
  expect(older.hasMore).toBe(false);
});

test.each([
  '/window/worlds/zzzz/entries/1.1',
  '/window/worlds/0001/entries/9.999',
  '/window/worlds/0001/entries/first',
  '/window/worlds/0001/jobs/job_unknown',
  '/window/worlds/0001/submissions/sub_unknown/content',
  '/window/%E0%A4%A/0001',
  '/window/nothing',
])('returns 404 for %s', async (path) => {
  expect((await answer(path)).status).toBe(404);
});
