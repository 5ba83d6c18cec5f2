import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { unwrapWebhook } from '@firsthandapi/webhooks';
import { expect, test } from 'vitest';
import { createSandbox } from '../index.ts';
import { callApi, jobOrder } from '../testing/api-caller.ts';
import { deferred } from '../testing/deferred.ts';
import type { FetchHandler } from '../world/webhook-target.ts';
import type { World } from '../world/world.ts';

const START = '2026-01-01T00:00:00Z';
/** When attempts are made, in seconds after the first: 1 min, 5 min, 30 min, 2 h, 8 h. */
const SCHEDULE = [0, 60, 300, 1_800, 7_200, 28_800];

async function beginWorld(options = {}) {
  // Only a handler that never responds needs less patience: a slow machine must not change a result.
  return createSandbox().world({ now: START, patience: '1h', ...options });
}

async function completeJob(world: World, files = 1) {
  const { body } = await callApi(world, 'POST', '/v1/jobs', jobOrder(files));
  await world.clock.runUntil(body.id, 'completed');
  return body as { id: string };
}

/** The URL of a port that no server listens on. */
async function closedPort(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return `http://127.0.0.1:${port}/`;
}

/** Lets the event loop run once. */
const nextTurn = () => new Promise((resolve) => setImmediate(resolve));

function secondsOf(world: World): number[] {
  const attempts = world.webhooks.deliveries().map(({ at }) => Date.parse(at) / 1_000);
  return attempts.map((at) => at - (attempts[0] ?? 0));
}

test('delivers subscribed events with valid signatures, and no others', async () => {
  const world = await beginWorld();
  const received: { type: string; id: string }[] = [];
  const { secret } = await world.webhooks.deliverTo(
    async (request) => {
      const body = await request.text();
      const event = unwrapWebhook(body, request.headers, secret, { receivedAt: world.clock.now() });
      expect(request.headers.get('x-firsthand-event-id')).toBe(event.id);
      received.push(event);
      return new Response(null, { status: 204 });
    },
    { events: ['job.completed'] },
  );
  await completeJob(world);
  expect(received.map(({ type }) => type)).toEqual(['job.completed']);
  expect(world.webhooks.deliveries()).toEqual([
    expect.objectContaining({ event_id: received[0]?.id, attempt: 1, status: 204, reason: null }),
  ]);
});

test('delivers to an application with a fetch method', async () => {
  const world = await beginWorld();
  const app = {
    calls: 0,
    fetch() {
      app.calls += 1;
      return new Response('ok');
    },
  };
  await world.webhooks.deliverTo(app, { events: ['job.completed'] });
  await completeJob(world);
  expect(app.calls).toBe(1);
});

test('delivers to a server on this machine', async () => {
  const world = await beginWorld();
  const bodies: string[] = [];
  const server = createServer((incoming, outgoing) => {
    incoming.setEncoding('utf8').on('data', (chunk: string) => bodies.push(chunk));
    incoming.on('end', () => outgoing.writeHead(202).end());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await world.webhooks.deliverTo(`http://127.0.0.1:${port}/hook`, { events: ['job.completed'] });
  await completeJob(world);
  server.closeAllConnections();
  server.close();
  expect(JSON.parse(bodies.join('')).type).toBe('job.completed');
  expect(world.webhooks.deliveries()[0]?.status).toBe(202);
});

test('does not follow a redirect', async () => {
  const world = await beginWorld();
  await world.webhooks.deliverTo(() => Response.redirect('https://evil.test/', 307), {
    events: ['job.completed'],
  });
  await completeJob(world);
  expect(world.webhooks.deliveries()[0]).toMatchObject({ status: 307 });
});

test('fails deliveries to an endpoint without a handler, and throws in strict worlds', async () => {
  const world = await beginWorld({ strict: true });
  await callApi(world, 'POST', '/v1/webhook_endpoints', {
    url: 'https://app.example/hook',
    events: ['job.completed'],
  });
  await completeJob(world);
  expect(world.webhooks.deliveries()[0]).toMatchObject({ status: null, reason: 'connection' });
  await expect(world[Symbol.asyncDispose]()).rejects.toThrow(/https:\/\/app.example\/hook/);
});

test('routes an endpoint of the application to a handler', async () => {
  const world = await beginWorld();
  let calls = 0;
  world.webhooks.route('https://app.example/hook', () => {
    calls += 1;
    return new Response();
  });
  await callApi(world, 'POST', '/v1/webhook_endpoints', {
    url: 'https://app.example/hook',
    events: ['job.completed'],
  });
  await completeJob(world);
  expect(calls).toBe(1);
});

const FAILING: readonly [string, FetchHandler, object][] = [
  [
    'throws',
    () => {
      throw new Error('broken');
    },
    { status: null, reason: 'handler_error' },
  ],
  ['returns 500', () => new Response('no', { status: 500 }), { status: 500, reason: null }],
];

test.each(FAILING)(
  'makes six attempts for a handler that %s, then fails the event',
  async (_, handler, entry) => {
    const world = await beginWorld();
    await world.webhooks.deliverTo(handler, { events: ['job.completed'] });
    await completeJob(world);
    await world.clock.advance('2d');
    expect(secondsOf(world)).toEqual(SCHEDULE);
    for (const [index, delivery] of world.webhooks.deliveries().entries()) {
      expect(delivery).toMatchObject({ ...entry, attempt: index + 1, duration_ms: 0 });
    }
    const { body } = await callApi(world, 'GET', '/v1/webhook_events?type=job.completed');
    expect(body.data[0].deliveries[0]).toMatchObject({ status: 'failed', attempts: 6 });
  },
);

test('times out a hanging handler after 10 seconds of virtual time, six times', async () => {
  const world = await beginWorld({ patience: 20 });
  await world.webhooks.deliverTo(() => new Promise<Response>(() => {}), {
    events: ['job.completed'],
  });
  await completeJob(world);
  await world.clock.advance('2d');
  expect(secondsOf(world)).toEqual(SCHEDULE);
  for (const delivery of world.webhooks.deliveries()) {
    expect(delivery).toMatchObject({ status: null, reason: 'timeout', duration_ms: 10_000 });
  }
});

test("accepts a handler that sleeps 9 seconds on the world's clock, and times out one that sleeps 11", async () => {
  const world = await beginWorld();
  let wait: '9s' | '11s' = '11s';
  await world.webhooks.deliverTo(
    async () => {
      await world.clock.sleep(wait);
      return new Response();
    },
    { events: ['job.completed'] },
  );
  await completeJob(world);
  await world.clock.advance('30s');
  wait = '9s';
  await world.clock.advance('2d');
  expect(world.webhooks.deliveries()).toEqual([
    expect.objectContaining({ attempt: 1, reason: 'timeout', duration_ms: 10_000 }),
    expect.objectContaining({ attempt: 2, status: 200, duration_ms: 9_000 }),
  ]);
});

test('waits for a handler however long it takes', async () => {
  const world = await createSandbox().world({ now: START });
  const called = deferred();
  const response = deferred<Response>();
  await world.webhooks.deliverTo(
    () => {
      called.resolve();
      return response.promise;
    },
    { events: ['job.completed'] },
  );
  await callApi(world, 'POST', '/v1/jobs', jobOrder());
  let isAdvanced = false;
  const advance = world.clock.advance('1h').then(() => {
    isAdvanced = true;
  });
  await called.promise;
  for (let turns = 0; turns < 20; turns += 1) await nextTurn();
  expect(isAdvanced).toBe(false);
  response.resolve(new Response());
  await advance;
  expect(world.webhooks.deliveries()).toEqual([
    expect.objectContaining({ attempt: 1, status: 200, duration_ms: 0 }),
  ]);
});

test('waits for a handler that goes on after it slept on the clock of the world', async () => {
  const world = await createSandbox().world({ now: START });
  await world.webhooks.deliverTo(
    async () => {
      await world.clock.sleep('9s');
      for (let turns = 0; turns < 20; turns += 1) await nextTurn();
      return new Response();
    },
    { events: ['job.completed'] },
  );
  await callApi(world, 'POST', '/v1/jobs', jobOrder());
  await world.clock.advance('1h');
  expect(world.webhooks.deliveries()).toEqual([
    expect.objectContaining({ status: 200, duration_ms: 9_000 }),
  ]);
});

const WAITING: readonly [string, (world: World, jobId: string) => Promise<unknown>][] = [
  [
    'polls for a change that only the clock brings',
    (world, jobId) =>
      callApi(world, 'GET', `/v1/jobs/${jobId}`, undefined, {
        key: world.liveKey,
        headers: { Prefer: 'wait=60' },
      }),
  ],
  ['advances the clock itself', (world) => world.clock.advance('1m')],
  [
    'meets a fault with latency',
    (world) => callApi(world, 'GET', '/v1/billing/credits').then(() => world.clock.sleep('1m')),
  ],
];

test.each(WAITING)('moves the clock past a handler that %s', async (_, wait) => {
  const world = await createSandbox().world({ now: START });
  world.fault('GET /v1/billing/credits', { latency: '1m', times: Number.POSITIVE_INFINITY });
  const { body } = await callApi(world, 'POST', '/v1/jobs', jobOrder(), { key: world.liveKey });
  await world.webhooks.deliverTo(
    async () => {
      await wait(world, body.id);
      return new Response();
    },
    { events: ['job.completed'] },
  );
  await callApi(world, 'POST', '/v1/jobs', jobOrder());
  await world.clock.advance('20s');
  await world.clock.advance('20s');
  expect(world.webhooks.deliveries()[0]).toMatchObject({ attempt: 1 });
});

test('logs the error of a handler without secrets', async () => {
  const world = await beginWorld();
  const { secret } = await world.webhooks.deliverTo(
    () => {
      throw new TypeError(`Cannot use ${secret}`);
    },
    { events: ['job.completed'] },
  );
  await completeJob(world);
  expect(world.webhooks.deliveries()[0]).toMatchObject({
    reason: 'handler_error',
    error: 'TypeError: Cannot use whsec_***',
  });
});

test.each([
  ['a port that is closed', closedPort, /^ECONNREFUSED: /],
  [
    'another machine',
    async () => 'https://app.example/hook',
    /^No handler is registered for https:\/\/app.example/,
  ],
])('logs why a delivery to %s failed', async (_, urlOf, message) => {
  const world = await beginWorld();
  await world.webhooks.deliverTo(await urlOf(), { events: ['job.completed'] });
  await completeJob(world);
  expect(world.webhooks.deliveries()[0]).toMatchObject({
    reason: 'connection',
    error: expect.stringMatching(message),
  });
});

test('logs what a handler returned instead of a Response', async () => {
  const world = await beginWorld();
  await world.webhooks.deliverTo((() => undefined) as never, { events: ['job.completed'] });
  await completeJob(world);
  expect(world.webhooks.deliveries()[0]?.error).toBe(
    'TypeError: The handler returned undefined instead of a Response',
  );
});

test('refuses an Express application and other targets that take no Request', async () => {
  const world = await beginWorld();
  const express = Object.assign(() => {}, { listen: () => {} });
  const message = /^Invalid target: an application of Express.*pass its URL/;
  await expect(world.webhooks.deliverTo(express as never)).rejects.toThrow(message);
  for (const target of [{}, 5, null]) {
    await expect(world.webhooks.deliverTo(target as never)).rejects.toThrow(
      /^Invalid target: pass/,
    );
  }
});

test.each([
  [{ duplicated: true }, /^Unknown field of webhook mode: "duplicated"; did you mean 'duplicate'/],
  [{ duplicate: 1 }, /^Invalid duplicate: 1; pass true or false/],
  [{ badSignature: true }, /^Invalid badSignature: true; pass an integer from 0/],
  [{ delay: 'long' }, /^Invalid delay: "long"; pass milliseconds/],
])('refuses the webhook mode %j', async (mode, message) => {
  const world = await beginWorld();
  expect(() => world.webhooks.mode(mode as never)).toThrow(message);
});

test.each([
  [
    { event: ['job.completed'] },
    /^Unknown field of deliverTo options: "event"; did you mean 'events'/,
  ],
  [{ environment: 'production' }, /^Unknown environment: "production"; pass one of test, live/],
  [{ events: ['job.finished'] }, /^Invalid endpoint: events\[0\]: must be one of .*job\.completed/],
])('refuses to deliver with %j', async (options, message) => {
  const world = await beginWorld();
  const handler = () => new Response();
  await expect(world.webhooks.deliverTo(handler, options as never)).rejects.toThrow(message);
});

test('signs with a chosen secret', async () => {
  const world = await beginWorld();
  const secret = 'whsec_chosenbytheapplication1';
  await world.webhooks.deliverTo(
    async (request) => {
      unwrapWebhook(await request.text(), request.headers, secret, {
        receivedAt: world.clock.now(),
      });
      return new Response();
    },
    { secret, events: ['job.completed'] },
  );
  await completeJob(world);
  expect(world.webhooks.deliveries()[0]?.status).toBe(200);
  await expect(world.webhooks.deliverTo(() => new Response(), { secret: 'x' })).rejects.toThrow(
    /^Invalid secret: pass 'whsec_'/,
  );
});

test('redelivers an event that has failed', async () => {
  const world = await beginWorld();
  let isBroken = true;
  await world.webhooks.deliverTo(() => new Response(null, { status: isBroken ? 500 : 200 }), {
    events: ['job.completed'],
  });
  await completeJob(world);
  await world.clock.advance('2d');
  isBroken = false;
  const eventId = world.webhooks.deliveries()[0]?.event_id ?? '';
  await world.webhooks.redeliver(eventId);
  expect(world.webhooks.deliveries().at(-1)).toMatchObject({
    event_id: eventId,
    attempt: 1,
    status: 200,
  });
  await expect(world.webhooks.redeliver('evt_unknown')).rejects.toThrow(
    /^Invalid eventId: this world has no/,
  );
});

test('answers a handler that calls the API during a delivery', async () => {
  const world = await beginWorld({ clock: 'auto' });
  const seen: number[] = [];
  await world.webhooks.deliverTo(
    async (request) => {
      const event = (await request.json()) as { data: { id: string } };
      const { body } = await callApi(world, 'GET', `/v1/jobs/${event.data.id}/files`);
      seen.push(body.data.length);
      return new Response();
    },
    { events: ['job.completed'] },
  );
  await completeJob(world, 3);
  expect(seen).toEqual([3]);
});

test('delivers each event twice under one id in duplicate mode', async () => {
  const world = await beginWorld();
  const ids: (string | null)[] = [];
  await world.webhooks.deliverTo((request) => {
    ids.push(request.headers.get('x-firsthand-event-id'));
    return new Response();
  });
  world.webhooks.mode({ duplicate: true });
  await completeJob(world);
  expect(ids).toHaveLength(6);
  expect(new Set(ids).size).toBe(3);
  expect(world.webhooks.deliveries().map(({ tampering }) => tampering)).toEqual([
    null,
    'duplicate',
    null,
    'duplicate',
    null,
    'duplicate',
  ]);
});

test('tells a webhook handler that moves the clock that waits for it, and goes on', async () => {
  const world = await createSandbox().world();
  const refusals: string[] = [];
  await world.webhooks.deliverTo(
    async () => {
      for (const move of [
        () => world.clock.advance('1s'),
        () => world.clock.advanceTo('2100-01-01T00:00:00Z'),
        () => world.clock.runUntil('job_1', 'completed'),
      ]) {
        await move().catch(({ message }) => refusals.push(message));
      }
      return new Response();
    },
    { events: ['job.completed'] },
  );
  await callApi(world, 'POST', '/v1/jobs', jobOrder(1));
  await world.clock.advance('15s');
  expect(refusals).toHaveLength(3);
  for (const refusal of refusals) {
    expect(refusal).toMatch(
      /^Cannot move the clock: it is moving, and waits for the webhook handler/,
    );
  }
  expect(world.webhooks.deliveries().map(({ status }) => status)).toEqual([200]);
});

test('lets a webhook handler move the clock of another world', async () => {
  const sandbox = createSandbox();
  const [world, other] = [
    await sandbox.world(),
    await sandbox.world({ now: '2026-01-01T00:00:00Z' }),
  ];
  await world.webhooks.deliverTo(
    async () => {
      await other.clock.advance('1s');
      return new Response();
    },
    { events: ['job.completed'] },
  );
  await callApi(world, 'POST', '/v1/jobs', jobOrder(1));
  await world.clock.advance('15s');
  expect(other.clock.now()).toEqual(new Date('2026-01-01T00:00:01Z'));
});

test('delivers pairs of events in the wrong order in reorder mode, and loses none', async () => {
  const world = await beginWorld();
  const types: string[] = [];
  await world.webhooks.deliverTo(async (request) => {
    types.push(((await request.json()) as { type: string }).type);
    return new Response();
  });
  world.webhooks.mode({ reorder: true });
  await completeJob(world);
  await world.clock.advance('1m');
  expect(types).toEqual(['submission.approved', 'submission.scored', 'job.completed']);
});

test('breaks the given number of signatures in badSignature mode, and signs the retry correctly', async () => {
  const world = await beginWorld();
  const { secret } = await world.webhooks.deliverTo(
    async (request) => {
      try {
        unwrapWebhook(await request.text(), request.headers, secret, {
          receivedAt: world.clock.now(),
        });
        return new Response();
      } catch {
        return new Response(null, { status: 400 });
      }
    },
    { events: ['job.completed'] },
  );
  world.webhooks.mode({ badSignature: 1 });
  await completeJob(world);
  await world.clock.advance('1m');
  expect(world.webhooks.deliveries()).toEqual([
    expect.objectContaining({ attempt: 1, status: 400, tampering: 'bad_signature' }),
    expect.objectContaining({ attempt: 2, status: 200, tampering: null }),
  ]);
});

test('delivers events late in delay mode', async () => {
  const world = await beginWorld();
  await world.webhooks.deliverTo(() => new Response(), { events: ['job.completed'] });
  world.webhooks.mode({ delay: '10m' });
  await completeJob(world);
  expect(world.webhooks.deliveries()).toEqual([]);
  await world.clock.advance('10m');
  expect(world.webhooks.deliveries()[0]?.at).toBe('2026-01-01T00:10:15.000Z');
});

test('emits any event about a real resource', async () => {
  const world = await beginWorld();
  const events: { type: string; data: { id: string; status: string } }[] = [];
  await world.webhooks.deliverTo(async (request) => {
    events.push((await request.json()) as never);
    return new Response();
  });
  const { body } = await callApi(world, 'POST', '/v1/jobs', jobOrder());
  await world.webhooks.emit('job.completed', { jobId: body.id, data: { status: 'completed' } });
  expect(events).toEqual([
    expect.objectContaining({ type: 'job.completed', data: { ...body, status: 'completed' } }),
  ]);
});

test('emits credit events to endpoints of the live environment', async () => {
  const world = await beginWorld();
  const types: string[] = [];
  await world.webhooks.deliverTo(
    async (request) => {
      types.push(((await request.json()) as { type: string }).type);
      return new Response();
    },
    { environment: 'live' },
  );
  await world.webhooks.emit('credits.purchased');
  expect(types).toEqual(['credits.purchased']);
});

test.each([
  ['job.finished', {}, /^Unknown event type: "job.finished"/],
  ['job.complete', {}, /did you mean 'job.completed'\?/],
  [
    'job.completed',
    { jobID: 'job_1' },
    /^Unknown field of emit source: "jobID"; did you mean 'jobId'/,
  ],
  [
    'job.completed',
    { jobId: 'job_unknown' },
    /^Invalid jobId: 'job_unknown'; pass the id of an existing job/,
  ],
  ['job.completed', {}, /^Invalid data: undefined; pass the data of the job.completed event/],
])('refuses to emit %s with %j', async (type, source, message) => {
  const world = await beginWorld();
  await expect(world.webhooks.emit(type, source as never)).rejects.toThrow(message);
});
