import { expect, test, vi } from 'vitest';
import { createSandbox } from '../index.ts';
import { callApi, jobOrder } from '../testing/api-caller.ts';
import { deferred } from '../testing/deferred.ts';
import type { World } from '../world/world.ts';
import { LocalSandbox } from './local-sandbox.ts';

const START = '2026-01-01T00:00:00Z';

async function createJob(world: World, files = 3) {
  const { body } = await callApi(world, 'POST', '/v1/jobs', jobOrder(files));
  return body as { id: string };
}

async function statusOf(world: World, id: string) {
  return (await callApi(world, 'GET', `/v1/jobs/${id}`)).body.status as string;
}

test('stops a manual clock until it is moved', async () => {
  const world = await createSandbox().world({ now: START });
  const job = await createJob(world);
  expect(world.clock.now()).toEqual(new Date(START));
  expect(await statusOf(world, job.id)).toBe('open');
  await world.clock.advance('3s');
  expect(await statusOf(world, job.id)).toBe('filled');
  await world.clock.advance('12s');
  expect(await statusOf(world, job.id)).toBe('completed');
  expect(world.clock.now()).toEqual(new Date('2026-01-01T00:00:15Z'));
});

test('performs everything at its own time, however far the clock moves at once', async () => {
  const world = await createSandbox().world({ now: START });
  const job = await createJob(world);
  await world.clock.advance('1d');
  const [file] = await world.files(job.id);
  expect(file?.created_at).toBe('2026-01-01T00:00:15.000Z');
  expect((await world.jobs())[0]?.completed_at).toBe('2026-01-01T00:00:15.000Z');
});

test('runs concurrent advances one after the other', async () => {
  const world = await createSandbox().world({ now: START });
  await Promise.all([world.clock.advance('5s'), world.clock.advance('10s')]);
  expect(world.clock.now()).toEqual(new Date('2026-01-01T00:00:15Z'));
});

test('advances to a moment, and refuses one that has passed', async () => {
  const world = await createSandbox().world({ now: START });
  await world.clock.advanceTo('2026-01-01T01:00:00Z');
  await expect(world.clock.advanceTo(START)).rejects.toThrow(
    /^Invalid moment: 2026-01-01T00:00:00.000Z is before .* 2026-01-01T01:00:00.000Z.*never goes back/,
  );
  await world.clock.advanceTo('2026-01-01T01:00:00Z');
  expect(world.clock.now()).toEqual(new Date('2026-01-01T01:00:00Z'));
});

test('runs until the status and returns the job', async () => {
  const world = await createSandbox().world({ now: START });
  const job = await createJob(world);
  expect((await world.clock.runUntil(job.id, 'filled')).status).toBe('filled');
  expect((await world.clock.runUntil(job.id, 'in_progress')).status).toBe('in_progress');
  expect((await world.clock.runUntil(job.id, 'completed')).files_approved).toBe(3);
  expect(world.clock.now()).toEqual(new Date('2026-01-01T00:00:15Z'));
});

test('refuses to run until a status that the job can no longer reach', async () => {
  const world = await createSandbox().world({ now: START });
  const job = await createJob(world);
  await world.clock.runUntil(job.id, 'completed');
  await expect(world.clock.runUntil(job.id, 'cancelled')).rejects.toThrow(
    /is completed and will never be cancelled/,
  );
  await expect(world.clock.runUntil('job_unknown', 'completed')).rejects.toThrow(/has no job/);
});

test('refuses to run until an unknown status', async () => {
  const world = await createSandbox().world({ now: START });
  await expect(world.clock.runUntil('job_1', 'complete' as never)).rejects.toThrow(
    /^Unknown status: "complete"; did you mean 'completed'\?/,
  );
});

test('stops running when nothing is due that could change the job', async () => {
  const world = await createSandbox().world({ now: START });
  const { body } = await callApi(world, 'POST', '/v1/jobs', jobOrder(1), { key: world.liveKey });
  await expect(world.clock.runUntil(body.id, 'completed')).rejects.toThrow(
    /is open, and nothing is due that could change it/,
  );
});

test('ends a polling loop on an automatic clock', async () => {
  const world = await createSandbox().world({ now: START, clock: 'auto' });
  const job = await createJob(world);
  const seen = new Set<string>();
  for (let polls = 0; polls < 100 && !seen.has('completed'); polls += 1) {
    seen.add(await statusOf(world, job.id));
  }
  expect([...seen]).toEqual(['open', 'filled', 'in_progress', 'completed']);
});

test('answers a long poll on an automatic clock', async () => {
  const world = await createSandbox().world({ now: START, clock: 'auto' });
  const job = await createJob(world);
  const statuses = [];
  for (let polls = 0; polls < 3; polls += 1) {
    const { body } = await callApi(world, 'GET', `/v1/jobs/${job.id}`, undefined, {
      headers: { Prefer: 'wait=60' },
    });
    statuses.push(body.status);
  }
  expect(statuses).toEqual(['filled', 'in_progress', 'completed']);
});

test('answers several concurrent long polls on an automatic clock', async () => {
  const world = await createSandbox().world({ now: START, clock: 'auto' });
  const jobs = [await createJob(world), await createJob(world)];
  const responses = await Promise.all(
    jobs.map((job) =>
      callApi(world, 'GET', `/v1/jobs/${job.id}`, undefined, { headers: { Prefer: 'wait=60' } }),
    ),
  );
  expect(responses.map(({ body }) => body.status)).toEqual(['filled', 'filled']);
});

/** Begins to follow the events of a world, from now on. */
async function followEvents(world: World) {
  const { body } = await callApi(world, 'GET', '/v1/webhook_events?after=now');
  const path = `/v1/webhook_events?after=${body.position}`;
  const response = callApi(world, 'GET', path, undefined, { headers: { prefer: 'wait=60' } });
  return { response };
}

test('moves an automatic clock for a follower of events to what is due, and no further', async () => {
  const world = await createSandbox().world({ now: START, clock: 'auto' });
  const followed = await followEvents(world);
  for (const path of ['usage/requests', 'jobs', 'usage/requests']) {
    await callApi(world, 'GET', `/v1/${path}`);
  }
  expect(world.clock.now()).toEqual(new Date(START));
  await createJob(world, 1);
  const { body } = await followed.response;
  expect(body.data[0]).toMatchObject({ type: 'submission.scored' });
  expect(world.clock.now()).toEqual(new Date('2026-01-01T00:00:15Z'));
});

test('leaves an automatic clock in place when usage or the audit log is read', async () => {
  const world = await createSandbox().world({ now: START, clock: 'auto' });
  await createJob(world);
  for (const path of ['usage/requests', 'usage/summary', 'audit-events']) {
    expect((await callApi(world, 'GET', `/v1/${path}`)).status).toBe(200);
  }
  expect(world.clock.now()).toEqual(new Date(START));
});

test('ends the wait of a follower when its world ends', async () => {
  const world = await createSandbox().world({ now: START, clock: 'auto' });
  const followed = await followEvents(world);
  await callApi(world, 'GET', '/v1/jobs');
  world.reset();
  expect(
    await followed.response.then(
      () => 'ended',
      () => 'ended',
    ),
  ).toBe('ended');
});

test('leaves an automatic clock in place when nothing is due', async () => {
  const world = await createSandbox().world({ now: START, clock: 'auto' });
  for (let reads = 0; reads < 5; reads += 1) await callApi(world, 'GET', '/v1/billing/credits');
  expect(world.clock.now()).toEqual(new Date(START));
});

test('answers a long poll on a manual clock when the clock is moved', async () => {
  const world = await createSandbox().world({ now: START });
  const job = await createJob(world);
  const response = callApi(world, 'GET', `/v1/jobs/${job.id}`, undefined, {
    headers: { Prefer: 'wait=60' },
  });
  await world.clock.advance('3s');
  expect((await response).body.status).toBe('filled');
});

test('refuses a long poll on a manual clock that nothing moves, and names the fix', async () => {
  const world = await new LocalSandbox({}, { pollPatience: 40 }).world({ now: START });
  const job = await createJob(world);
  const { status, body } = await callApi(world, 'GET', `/v1/jobs/${job.id}`, undefined, {
    headers: { Prefer: 'wait=60' },
  });
  expect([status, body.error.message]).toEqual([
    400,
    expect.stringMatching(/clock is manual.*world\.clock\.advance\('15s'\).*clock: 'auto'/),
  ]);
  expect(world.log().at(-1)).toMatchObject({ status: 400, error: body.error.message });
});

test("follows a test's fake timers with a system clock", async () => {
  vi.useFakeTimers({ now: new Date(START) });
  try {
    const world = await createSandbox().world({ clock: 'system' });
    const job = await createJob(world);
    const delivered: string[] = [];
    await world.webhooks.deliverTo(async (request) => {
      delivered.push(((await request.json()) as { type: string }).type);
      return new Response();
    });
    await vi.advanceTimersByTimeAsync(15_000);
    expect(await statusOf(world, job.id)).toBe('completed');
    expect((await world.jobs())[0]?.completed_at).toBe('2026-01-01T00:00:15.000Z');
    expect(delivered.at(-1)).toBe('job.completed');
    await world[Symbol.asyncDispose]();
  } finally {
    vi.useRealTimers();
  }
});

test('moves a real clock by itself at the given speed', async () => {
  await using world = await createSandbox().world({ clock: 'real', speed: 1_000 });
  const job = await createJob(world);
  const called = deferred();
  await world.webhooks.deliverTo(
    () => {
      called.resolve();
      return new Response();
    },
    { events: ['job.completed'] },
  );
  await called.promise;
  expect(await statusOf(world, job.id)).toBe('completed');
});

test.each(['system', 'real'] as const)('refuses to advance a %s clock', async (clock) => {
  await using world = await createSandbox().world({ clock });
  await expect(world.clock.advance('1s')).rejects.toThrow(
    /^Cannot move the clock: a '(system|real)' clock/,
  );
});

test('refuses to move a clock beyond the year 2999', async () => {
  const world = await createSandbox().world({ now: '2990-01-01T00:00:00Z' });
  const message = /^Invalid duration: 36500d would move the clock beyond the year 2999$/;
  await expect(world.clock.advance('36500d')).rejects.toThrow(message);
  await expect(world.clock.sleep('36500d')).rejects.toThrow(message);
});
