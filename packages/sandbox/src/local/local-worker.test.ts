import { expect, test } from 'vitest';
import { createSandbox } from '../index.ts';
import { stackOf } from '../log/entry-of-note.ts';
import { callApi, jobOrder } from '../testing/api-caller.ts';
import { magic } from '../world/magic.ts';
import type { World } from '../world/world.ts';

async function finish(world: World, more: Readonly<Record<string, unknown>> = {}) {
  const { body } = await callApi(world, 'POST', '/v1/jobs', jobOrder(2, more));
  await world.clock.advance('1h');
  return (await world.jobs()).find(({ id }) => id === body.id);
}

test('plans exactly one job with worker.next', async () => {
  const world = await createSandbox().world();
  world.worker.next({ outcome: 'rejected' });
  expect((await finish(world))?.status).toBe('open');
  expect((await finish(world))?.status).toBe('completed');
});

test('names the plans of worker.next that no job used', async () => {
  const world = await createSandbox().world({ strict: true });
  world.worker.next({ outcome: 'rejected' });
  expect(() => world.worker.assertAllUsed()).toThrow(
    'These plans of worker.next were not used by a job:\n  {"outcome":"rejected"}',
  );
  await expect(world[Symbol.asyncDispose]()).rejects.toThrow(/were not used/);
  const other = await createSandbox().world();
  other.worker.next({ outcome: 'rejected' });
  await finish(other);
  expect(() => other.worker.assertAllUsed()).not.toThrow();
});

test('queues repeated worker.next plans ahead of the script', async () => {
  const world = await createSandbox().world();
  world.worker.script(() => ({ outcome: 'rejected' }));
  world.worker.next({ outcome: 'never_picked_up' });
  world.worker.next({ stars: [5, 1] });
  expect((await finish(world))?.files_approved).toBe(0);
  expect((await finish(world))?.files_approved).toBe(1);
  expect((await finish(world))?.files_approved).toBe(0);
});

test('refuses a plan that is still a promise', async () => {
  const world = await createSandbox().world();
  const plan = Promise.resolve({ stars: 1 });
  expect(() => world.worker.next(plan as object)).toThrow(
    'Invalid work plan: a promise; await it, and pass the object',
  );
});

test.each([
  [
    'throws',
    () => {
      throw new TypeError('no such style');
    },
    'worker.script failed: TypeError: no such style',
  ],
  ['returns an invalid plan', () => ({ stars: 9 }), /^worker\.script failed: .*Invalid stars: 9/],
  [
    'is asynchronous and rejects',
    async () => {
      throw new Error('must not end the process');
    },
    /^worker\.script failed: .*a promise; await it/,
  ],
])('shows in the response and the log that a script %s', async (_, script, message) => {
  const world = await createSandbox().world();
  world.worker.script(script as () => object);
  const { status, headers, body } = await callApi(world, 'POST', '/v1/jobs', jobOrder());
  expect([status, body.error.type]).toEqual([500, 'internal_error']);
  expect(body.error.message).toMatch(message);
  expect(headers.get('x-should-retry')).toBe('false');
  const [entry] = world.log();
  expect(entry?.kind === 'request' && entry.error).toBe(body.error.message);
  world.worker.script(undefined);
  expect((await callApi(world, 'POST', '/v1/jobs', jobOrder())).status).toBe(201);
});

test('keeps the stack of a script that throws for the log of a failed test', async () => {
  const world = await createSandbox().world();
  world.worker.script(() => {
    throw new Error('no such style');
  });
  await callApi(world, 'POST', '/v1/jobs', jobOrder());
  const [entry] = world.log();
  expect(entry && stackOf(entry)).toContain('local-worker.test.ts');
});

test('refuses a script that is not a function', async () => {
  const world = await createSandbox().world();
  expect(() => world.worker.script({ stars: 1 } as never)).toThrow(
    'Invalid script: {"stars":1}; pass a function that returns a plan, or undefined',
  );
});

test('ends the work after the planned time', async () => {
  const world = await createSandbox().world({ now: '2026-01-01T00:00:00Z' });
  world.worker.next({ after: '3s' });
  expect((await finish(world))?.completed_at).toBe('2026-01-01T00:00:03.000Z');
});

test('plans each job by its fields with a script', async () => {
  const world = await createSandbox().world();
  world.worker.script((job) => ({ stars: job.title?.includes('bad') ? 1 : 4 }));
  expect((await finish(world, { title: 'a bad one' }))?.status).toBe('open');
  expect((await finish(world, { title: 'a fine one' }))?.status).toBe('completed');
  expect((await finish(world, { metadata: magic.job.rejected }))?.status).toBe('completed');
});

test('leaves jobs that have begun to their plan when a script is set', async () => {
  const world = await createSandbox().world();
  const { body } = await callApi(world, 'POST', '/v1/jobs', jobOrder(2));
  world.worker.script(() => ({ outcome: 'rejected' }));
  expect((await world.clock.runUntil(body.id, 'completed')).status).toBe('completed');
});

test.each([
  [{ outcome: 'failed' }, /^Unknown outcome: "failed"; pass one of approved,/],
  [{ stars: 6 }, /^Invalid stars: 6; pass an integer from 1 to 5/],
  [{ stars: [] }, /^Invalid stars: \[\]; pass an integer from 1 to 5/],
  [{ outcom: 'rejected' }, /^Unknown field of work plan: "outcom"; did you mean 'outcome'\?/],
  [{ outcome: 'reject' }, /^Unknown outcome: "reject"; did you mean 'rejected'\?/],
  [{ stars: 'many' }, /^Invalid stars: "many"; pass an integer/],
  [{ after: 'soon' }, /^Invalid after: "soon"; pass milliseconds/],
])('refuses the plan %j and names the field', async (plan, message) => {
  const world = await createSandbox().world();
  expect(() => world.worker.next(plan as never)).toThrow(message);
});

test('completes a live job after workOn and charges the credits', async () => {
  const world = await createSandbox().world({ credits: 1_000 });
  const order = jobOrder(2, { price_per_file_cents: 300 });
  const { body } = await callApi(world, 'POST', '/v1/jobs', order, { key: world.liveKey });
  expect(await world.credits()).toMatchObject({ available_cents: 400, held_cents: 600 });
  await world.worker.workOn(body.id);
  await world.clock.runUntil(body.id, 'completed');
  expect(await world.credits()).toMatchObject({ available_cents: 400, held_cents: 0 });
  await expect(world.worker.workOn('job_unknown')).rejects.toThrow(
    /^Invalid jobId: this world has no job/,
  );
});
