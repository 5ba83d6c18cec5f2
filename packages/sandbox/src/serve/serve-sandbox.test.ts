import { createServer, get } from 'node:http';
import type { AddressInfo } from 'node:net';
import { unwrapWebhook } from '@firsthandapi/webhooks';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connectSandbox, type RemoteSandbox } from '../index.ts';
import { callApi, jobOrder } from '../testing/api-caller.ts';
import { magic } from '../world/magic.ts';
import { type SandboxServer, serveSandbox } from './serve-sandbox.ts';

const START = '2026-01-01T00:00:00Z';

let server: SandboxServer;
let remote: RemoteSandbox;
beforeAll(async () => {
  server = await serveSandbox({ seed: 42, clock: 'auto' });
  remote = await connectSandbox(server.url, { token: server.controlToken });
});
afterAll(() => server.close());

test('serves the API and downloads from the same origin', async () => {
  const world = await remote.world({ now: START });
  const { body: job } = await callApi(world, 'POST', '/v1/jobs', jobOrder(2));
  await world.clock.advance('15s');
  const { body } = await callApi(world, 'GET', `/v1/jobs/${job.id}/files`);
  for (const file of body.data) {
    expect(new URL(file.download_url).origin).toBe(server.url);
    const download = await fetch(file.download_url);
    expect((await download.arrayBuffer()).byteLength).toBe(file.size_bytes);
  }
});

test('ends a polling loop on an automatic clock', async () => {
  const world = await remote.defaultWorld();
  const { body: job } = await callApi(world, 'POST', '/v1/jobs', jobOrder(2));
  let { status } = job;
  for (let polls = 0; polls < 100 && status !== 'completed'; polls += 1) {
    status = (await callApi(world, 'GET', `/v1/jobs/${job.id}`)).body.status;
  }
  expect(status).toBe('completed');
});

test('controls a world behind the server like one in process', async () => {
  const world = await remote.world({ now: START, seed: 7, credits: 1_000 });
  expect(await world.clock.now()).toEqual(new Date(START));
  await world.worker.next({ outcome: 'rejected' });
  await world.fault('POST /v1/jobs', { status: 503, retryAfter: '1s' });
  expect((await callApi(world, 'POST', '/v1/jobs', jobOrder())).status).toBe(503);
  await world.faults.assertAllHit();
  const { body: job } = await callApi(world, 'POST', '/v1/jobs', jobOrder());
  const snapshot = await world.snapshot();
  await expect(world.clock.runUntil(job.id, 'completed')).rejects.toThrow(
    /nothing is due that could change it/,
  );
  await world.restore(snapshot);
  expect((await world.jobs())[0]).toMatchObject({ id: job.id, status: 'open' });
  await world.clock.advanceTo('2026-01-01T00:00:03Z');
  expect((await world.clock.runUntil(job.id, 'open')).status).toBe('open');
  expect((await world.credits()).available_cents).toBe(1_000);
  expect((await world.keys()).length).toBe(2);
  expect((await world.log()).at(-1)).toBeUndefined();
  await world.reset();
  expect(await world.jobs()).toEqual([]);
  await world[Symbol.asyncDispose]();
  expect((await callApi(world, 'GET', '/v1/jobs')).status).toBe(401);
});

test('delivers, emits and redelivers webhooks to a URL', async () => {
  const received: string[] = [];
  const application = createServer((incoming, outgoing) => {
    received.push(String(incoming.headers['x-firsthand-event-id']));
    incoming.resume().on('end', () => outgoing.end());
  });
  await new Promise<void>((resolve) => application.listen(0, '127.0.0.1', resolve));
  const { port } = application.address() as { port: number };
  const world = await remote.world({ now: START });
  const { secret } = await world.webhooks.deliverTo(`http://127.0.0.1:${port}/`, {
    events: ['job.completed'],
  });
  expect(secret).toMatch(/^whsec_/);
  const { body: job } = await callApi(world, 'POST', '/v1/jobs', jobOrder());
  await world.webhooks.mode({ duplicate: true });
  await world.webhooks.emit('job.completed', { jobId: job.id });
  await world.webhooks.redeliver(received[0] ?? '');
  application.closeAllConnections();
  application.close();
  expect(received).toHaveLength(4);
  expect(new Set(received).size).toBe(1);
  expect((await world.webhooks.deliveries()).map(({ status }) => status)).toEqual([
    200, 200, 200, 200,
  ]);
});

test.each([
  ['a name', 'default', '"default"; pass an object'],
  ['null', null, 'null; pass an object'],
  ['a list', [], '[]; pass an object'],
  ['a promise', Promise.resolve({ seed: 1 }), 'a promise; await it, and pass the object'],
])(
  'refuses %s in the place of options for a world behind a server',
  async (_what, given, message) => {
    await expect(remote.world(given as object)).rejects.toThrow(
      `Invalid world options: ${message}`,
    );
  },
);

test('refuses functions for a world behind a server, and names the alternative', async () => {
  const world = await remote.world();
  const message = /works in process only, and this world is behind a server; /;
  await expect(world.webhooks.deliverTo(() => new Response())).rejects.toThrow(message);
  expect(() => world.webhooks.route('https://a.test/', () => new Response())).toThrow(message);
  expect(() => world.worker.script(() => undefined)).toThrow(message);
  expect(() => world.run(() => 1)).toThrow(message);
});

test('rejects invalid arguments with the same TypeError as in process', async () => {
  const world = await remote.world();
  await expect(world.fault('*', { status: 200 })).rejects.toThrow(
    /^Invalid status: 200 is not an error status/,
  );
  await expect(world.worker.next({ stars: 9 })).rejects.toBeInstanceOf(TypeError);
  await expect(remote.world({ seed: 0.5 })).rejects.toThrow(/^Invalid seed: 0.5; pass an integer/);
});

test('refuses to connect without a token, or with an unknown option', async () => {
  const connect = connectSandbox as (url: string, options?: unknown) => Promise<unknown>;
  await expect(connect(server.url)).rejects.toThrow(/^Invalid connectSandbox options: undefined/);
  await expect(connect(server.url, {})).rejects.toThrow(/^Missing token; pass the control token/);
  await expect(connect(server.url, { tokens: 'x' })).rejects.toThrow("did you mean 'token'?");
});

test('refuses a webhook secret that nothing would be signed with', async () => {
  const secret = { webhookSecret: 'whsec_0123456789abcdef' };
  await expect(serveSandbox(secret)).rejects.toThrow(/^webhookSecret signs .* pass forwardTo too$/);
});

test('applies a fault with times: Infinity to every request', async () => {
  const world = await remote.world();
  await world.fault('GET /v1/jobs', { status: 500, times: Number.POSITIVE_INFINITY });
  for (let calls = 0; calls < 3; calls += 1) {
    expect((await callApi(world, 'GET', '/v1/jobs')).status).toBe(500);
  }
  expect(await world.faults.list()).toEqual([
    expect.objectContaining({ hits: 3, times: Number.POSITIVE_INFINITY }),
  ]);
});

test.each([[{ network: 'reset' } as const], [{ afterCommit: 'reset' } as const]])(
  'breaks the connection for %j',
  async (fault) => {
    const world = await remote.world();
    await world.fault('POST /v1/jobs', fault);
    await expect(callApi(world, 'POST', '/v1/jobs', jobOrder())).rejects.toThrow('fetch failed');
    expect(await world.jobs()).toHaveLength('afterCommit' in fault ? 1 : 0);
  },
);

test('announces the whole body of a truncated response and sends half', async () => {
  const world = await remote.world();
  await world.fault('GET /v1/jobs', { network: 'truncate' });
  const headers = { Authorization: `Bearer ${world.apiKey}` };
  const response = await fetch(`${world.baseUrl}/v1/jobs`, { headers });
  await expect(response.text()).rejects.toThrow('terminated');
});

test('follows magic values without a control', async () => {
  const world = await remote.world();
  const order = jobOrder(1, { metadata: magic.job.never_picked_up });
  const { body: job } = await callApi(world, 'POST', '/v1/jobs', order);
  await world.clock.advance('1h');
  expect((await callApi(world, 'GET', `/v1/jobs/${job.id}`)).body.status).toBe('open');
});

test("returns the API's 413 for an oversized body", async () => {
  const world = await remote.world();
  const order = jobOrder(1, { description: 'x'.repeat(2_000_000) });
  const { status, body } = await callApi(world, 'POST', '/v1/jobs', order);
  expect([status, body.error.type]).toEqual([413, 'payload_too_large']);
});

test('says how it keeps time to whoever asks whether it is ready', async () => {
  const health = async (options: Parameters<typeof serveSandbox>[0]) => {
    await using one = await serveSandbox(options);
    return (await fetch(`${one.url}/_sandbox/health`)).json();
  };
  expect(await health({ clock: 'real', speed: 10 })).toMatchObject({
    status: 'ok',
    clock: { mode: 'real', speed: 10, signs_with_machine_time: true },
  });
  expect(await health({ clock: 'manual', now: START })).toEqual({
    status: 'ok',
    clock: {
      ...{ mode: 'manual', speed: 1, now: '2026-01-01T00:00:00.000Z' },
      signs_with_machine_time: false,
    },
  });
});

test('requires the control token and a loopback host name for controls', async () => {
  const path = `${server.url}/_sandbox/worlds`;
  expect((await fetch(path)).status).toBe(401);
  expect((await fetch(path, { headers: { 'X-Sandbox-Token': 'wrong' } })).status).toBe(401);
  expect((await fetch(`${server.url}/_sandbox/health`)).status).toBe(200);
  const rebound = await new Promise<number | undefined>((resolve) => {
    const headers = { Host: 'evil.test', 'X-Sandbox-Token': server.controlToken };
    get(path, { headers }, (response) => resolve(response.resume().statusCode));
  });
  expect(rebound).toBe(403);
  await expect(connectSandbox(server.url, { token: 'wrong' })).rejects.toThrow(/control token/);
});

test.each([
  [
    'clock/advance',
    { durration: '1s' },
    /^Unknown field of body: "durration"; did you mean 'duration'/,
  ],
  ['clock/advance', {}, /^Invalid duration: undefined/],
  ['faults', { route: '*', fault: { statuss: 500 } }, /^Unknown field of fault: "statuss"/],
  ['worker/next', { outcomes: 'rejected' }, /^Unknown field of body: "outcomes"/],
  ['webhooks/mode', { bad_signature: 'one' }, /^Invalid badSignature: "one"/],
  ['restore', { snapshot: { version: 1 } }, /^Invalid snapshot: /],
])('refuses the control %s with %j', async (path, body, message) => {
  const response = await fetch(`${server.url}/_sandbox/worlds/default/${path}`, {
    method: 'POST',
    headers: { 'X-Sandbox-Token': server.controlToken },
    body: JSON.stringify(body),
  });
  const { error } = (await response.json()) as { error: { message: string } };
  expect(error.message).toMatch(message);
  expect(response.status).toBe(400);
});

test('returns 404 for an unknown control or world', async () => {
  const headers = { 'X-Sandbox-Token': server.controlToken };
  const unknown = await fetch(`${server.url}/_sandbox/worlds/default/fly`, { headers });
  expect(unknown.status).toBe(404);
  const nowhere = await fetch(`${server.url}/_sandbox/worlds/zzzz/log`, { headers });
  expect([nowhere.status, await nowhere.text()]).toEqual([
    404,
    expect.stringContaining("no world 'zzzz'"),
  ]);
});

test.each([
  [{ now: 'garbage' }, /^Invalid now/],
  [{ speed: 0 }, /^Invalid speed/],
  [{ publicUrl: 'sandbox:4010' }, /^Invalid publicUrl/],
  [{ allowControlFrom: ['http://sandbox'] }, /^Invalid allowControlFrom/],
  [
    { publicURL: 'http://a' },
    /^Unknown field of serveSandbox options: "publicURL"; did you mean 'publicUrl'/,
  ],
  [{ cors: 1 }, /^Invalid cors: 1; pass true or false/],
  [{ port: 70_000 }, /^Cannot listen on 127.0.0.1:70000/],
  [{ forwardTo: 'http://127.0.0.1:1/', webhookSecret: 'short' }, /^Invalid secret/],
])('stops listening when it cannot serve with %j', async (options, message) => {
  const { port } = new URL((await freePort()).url);
  const given = { port: Number(port), ...options };
  await expect(serveSandbox(given as never)).rejects.toThrow(message);
  await expect(fetch(`http://127.0.0.1:${port}/_sandbox/health`)).rejects.toThrow();
});

test('restores a snapshot of any size through the controls', async () => {
  const world = await remote.world({ now: START });
  for (let made = 0; made < 60; made += 1) {
    const order = jobOrder(1, { description: 'x'.repeat(4_900), metadata: { made: `${made}` } });
    await callApi(world, 'POST', '/v1/jobs', order);
    await world.clock.advance('15s');
  }
  const snapshot = await world.snapshot();
  expect(JSON.stringify(snapshot).length).toBeGreaterThan(1_048_576);
  await world.reset();
  await world.restore(snapshot);
  expect(await world.jobs()).toHaveLength(60);
  const copy = await remote.world({ snapshot });
  expect(await copy.jobs()).toHaveLength(60);
});

test('accepts controls from allowed addresses and under allowed host names', async () => {
  const token = 'letmein';
  const statusUnder = (url: string, host: string) =>
    new Promise<number | undefined>((resolve) => {
      const headers = { Host: host, 'X-Sandbox-Token': token };
      get(`${url}/_sandbox/worlds`, { headers }, (response) => {
        resolve(response.resume().statusCode);
      });
    });
  await using byName = await serveSandbox({ controlToken: token, allowControlFrom: ['sandbox'] });
  expect(await statusUnder(byName.url, 'sandbox:4010')).toBe(200);
  expect(await statusUnder(byName.url, 'evil.test')).toBe(403);
  await using byRange = await serveSandbox({
    controlToken: token,
    allowControlFrom: ['10.0.0.0/8', '127.0.0.0/8'],
  });
  expect(await statusUnder(byRange.url, 'any.test')).toBe(200);
  expect((await fetch(`${byRange.url}/_sandbox/worlds`)).status).toBe(401);
});

test.each(['', ' ', 'two words', 'café', 'x'.repeat(257), 7])(
  'refuses the control token %j instead of letting every request in',
  async (controlToken) => {
    await expect(serveSandbox({ controlToken: controlToken as string })).rejects.toThrow(
      /^Invalid controlToken: /,
    );
  },
);

test.each(['10.0.0.0/33', '::1/129', '10.0.0.0/', 'two words'])(
  'refuses controls from %j by name',
  async (entry) => {
    await expect(serveSandbox({ allowControlFrom: [entry] })).rejects.toThrow(
      /^Invalid allowControlFrom: /,
    );
  },
);

test('hands out the public URL, or localhost for an address that stands for all', async () => {
  await using named = await serveSandbox({ publicUrl: 'http://sandbox:4010/' });
  expect(named.url).toBe('http://sandbox:4010');
  expect(named.sandbox.filesUrl).toBe('http://sandbox:4010/_files');
  await using wildcard = await serveSandbox({ host: '0.0.0.0' });
  expect(wildcard.url).toMatch(/^http:\/\/localhost:\d+$/);
});

test('answers preflight requests and adds CORS headers with cors', async () => {
  await using server = await serveSandbox({ cors: true });
  const preflight = await fetch(`${server.url}/v1/jobs`, {
    method: 'OPTIONS',
    headers: {
      'Access-Control-Request-Method': 'POST',
      'Access-Control-Request-Headers': 'authorization,idempotency-key',
    },
  });
  expect(preflight.status).toBe(204);
  expect(preflight.headers.get('access-control-allow-headers')).toBe(
    'authorization,idempotency-key',
  );
  const refused = await fetch(`${server.url}/v1/jobs`);
  expect([refused.status, refused.headers.get('access-control-allow-origin')]).toEqual([401, '*']);
});

test("signs with the machine's time in a world whose clock is fast", async () => {
  await using fast = await serveSandbox({ clock: 'real', speed: 100_000 });
  const world = await fast.sandbox.defaultWorld();
  const secret = 'whsec_chosenbytheapplication1';
  const verified = new Promise<string>((resolve, reject) => {
    const receive = async (request: Request) => {
      const body = await request.text();
      new Promise<string>((found) => found(unwrapWebhook(body, request.headers, secret).type)).then(
        resolve,
        reject,
      );
      return new Response();
    };
    world.webhooks
      .deliverTo(receive, { secret })
      .then(() => callApi(world, 'POST', '/v1/jobs', jobOrder()), reject);
  });
  expect(await verified).toMatch(/^submission\.|^job\./);
});

test("forwards webhooks that the machine's time and the chosen secret verify", async () => {
  const secret = 'whsec_chosenbytheapplication1';
  const types: string[] = [];
  const application = createServer((incoming, outgoing) => {
    let body = '';
    incoming.on('data', (chunk: Buffer) => {
      body += chunk;
    });
    incoming.on('end', () => {
      types.push(unwrapWebhook(body, incoming.headers, secret).type);
      outgoing.end();
    });
  });
  const { url: forwardTo } = await listen(application);
  await using server = await serveSandbox({ clock: 'manual', forwardTo, webhookSecret: secret });
  expect(server.webhookSecret).toBe(secret);
  const world = await server.sandbox.defaultWorld();
  for (const round of [1, 2]) {
    const { body: job } = await callApi(world, 'POST', '/v1/jobs', jobOrder());
    // Far from the machine's time, as of a server that was started long ago.
    await world.clock.advance('1h');
    expect(types.at(-1)).toBe('job.completed');
    expect(world.webhooks.deliveries().every(({ status }) => status === 200)).toBe(true);
    expect([round, (await world.jobs())[0]?.id]).toEqual([round, job.id]);
    world.reset();
  }
  application.closeAllConnections();
  application.close();
});

async function listen(server: ReturnType<typeof createServer>): Promise<{ readonly url: string }> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` };
}

async function freePort(): Promise<{ readonly url: string }> {
  const server = createServer();
  const listening = await listen(server);
  await new Promise((resolve) => server.close(resolve));
  return listening;
}
