import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { createSandbox } from '../index.ts';
import { callApi, jobOrder } from '../testing/api-caller.ts';
import { describeScenario, magic, type ScenarioName } from './magic.ts';
import type { World } from './world.ts';

/** Runs a job in a scenario for an hour, and returns its final state and the events. */
async function play(name: ScenarioName, more: Readonly<Record<string, unknown>> = {}) {
  await using world = await createSandbox().world({ now: '2026-01-01T00:00:00Z' });
  const events = await recordEvents(world);
  const order = jobOrder(2, { metadata: magic.job[name], ...more });
  const { body } = await callApi(world, 'POST', '/v1/jobs', order);
  await world.clock.advance('1h');
  const job = (await world.jobs()).find(({ id }) => id === body.id);
  const { body: submissions } = await callApi(world, 'GET', `/v1/jobs/${body.id}/submissions`);
  return { job, events, submissions: submissions.data as Record<string, unknown>[] };
}

async function recordEvents(world: World): Promise<string[]> {
  const events: string[] = [];
  await world.webhooks.deliverTo(async (request) => {
    events.push(((await request.json()) as { type: string }).type);
    return new Response();
  });
  return events;
}

/** The outcome of each scenario for a job of two files. */
const OUTCOMES: Readonly<
  Record<ScenarioName, { status: string; approved: number; submissions: number }>
> = {
  approved: { status: 'completed', approved: 2, submissions: 2 },
  excellent: { status: 'completed', approved: 2, submissions: 2 },
  rejected: { status: 'open', approved: 0, submissions: 2 },
  low_quality: { status: 'open', approved: 0, submissions: 2 },
  retry_then_approved: { status: 'completed', approved: 2, submissions: 2 },
  low_quality_then_approved: { status: 'completed', approved: 2, submissions: 4 },
  too_small: { status: 'open', approved: 0, submissions: 2 },
  partial: { status: 'in_progress', approved: 1, submissions: 1 },
  never_picked_up: { status: 'open', approved: 0, submissions: 0 },
  slow: { status: 'completed', approved: 2, submissions: 2 },
  human: { status: 'open', approved: 0, submissions: 0 },
  flagged: { status: 'completed', approved: 2, submissions: 2 },
};

test.each(Object.keys(OUTCOMES) as ScenarioName[])(
  'ends %s with the documented outcome',
  async (name) => {
    const { job, submissions } = await play(name);
    const { status, approved, submissions: count } = OUTCOMES[name];
    expect(job).toMatchObject({ status, files_approved: approved, files_pending: 0 });
    expect(submissions).toHaveLength(count);
  },
);

test('describes every magic value, and tests its outcome', () => {
  expect(Object.keys(OUTCOMES).sort()).toEqual(Object.keys(magic.job).sort());
  for (const name of Object.keys(magic.job) as ScenarioName[]) {
    expect(describeScenario(name)).toMatch(/^[A-Z].*\.$/);
  }
});

test('documents every magic value in the README', async () => {
  const readme = await readFile(new URL('../../README.md', import.meta.url), 'utf8');
  for (const name of Object.keys(magic.job) as ScenarioName[]) {
    expect(readme).toContain(`| \`${name}\` | ${describeScenario(name)} |`);
  }
});

test('scores 1 star without a retry and frees the slots in rejected', async () => {
  const { events, submissions } = await play('rejected');
  expect(submissions.map(({ ai_star_rating, attempt }) => [ai_star_rating, attempt])).toEqual([
    [1, 1],
    [1, 1],
  ]);
  expect(events).toEqual([
    'submission.scored',
    'submission.rejected',
    'submission.scored',
    'submission.rejected',
  ]);
});

test('scores twice and approves the second attempt in retry_then_approved', async () => {
  const { events, submissions } = await play('retry_then_approved', { files_needed: 1 });
  expect(submissions[0]).toMatchObject({ attempt: 2, ai_star_rating: 4, status: 'approved' });
  expect(events).toEqual([
    'submission.scored',
    'submission.scored',
    'submission.approved',
    'job.completed',
  ]);
});

test('gives the slot to another worker in low_quality_then_approved', async () => {
  const { submissions } = await play('low_quality_then_approved', { files_needed: 1 });
  const [second, first] = submissions;
  expect([first?.status, second?.status]).toEqual(['rejected', 'approved']);
  expect(first?.worker_id).not.toBe(second?.worker_id);
});

test('assigns no other worker when max_workers is reached', async () => {
  const { job } = await play('low_quality_then_approved', { files_needed: 1, max_workers: 1 });
  expect(job?.status).toBe('open');
});

test("rejects a file below the job's minimum size without scoring in too_small", async () => {
  const { submissions } = await play('too_small', { min_width: 4_000, min_height: 3_000 });
  for (const submission of submissions) {
    expect(submission).toMatchObject({
      status: 'rejected',
      ai_star_rating: 1,
      ai_dimensions: null,
    });
  }
});

test('emits job.flagged and continues the work in flagged', async () => {
  const { events } = await play('flagged', { files_needed: 1 });
  expect(events).toEqual([
    'job.flagged',
    'submission.scored',
    'submission.approved',
    'job.completed',
  ]);
});

test('passes a threshold of 5 stars in excellent', async () => {
  expect((await play('excellent', { min_star_rating: 5 })).job?.status).toBe('completed');
});

test('takes ten times as long in slow', async () => {
  const { job } = await play('slow');
  expect(job?.completed_at).toBe('2026-01-01T00:02:30.000Z');
});

test('ignores magic values in live jobs', async () => {
  const world = await createSandbox().world({ credits: 10_000 });
  const order = jobOrder(1, { metadata: magic.job.approved });
  const { body } = await callApi(world, 'POST', '/v1/jobs', order, { key: world.liveKey });
  await world.clock.advance('1h');
  expect((await world.jobs()).find(({ id }) => id === body.id)?.status).toBe('open');
});

test('never completes a job with min_star_rating 5: each slot is scored, retried, rejected and freed', async () => {
  await using world = await createSandbox().world();
  const events = await recordEvents(world);
  const { body } = await callApi(world, 'POST', '/v1/jobs', jobOrder(3, { min_star_rating: 5 }));
  await expect(world.clock.runUntil(body.id, 'completed')).rejects.toThrow(
    /nothing is due that could change it/,
  );
  const [job] = await world.jobs();
  expect(job).toMatchObject({ status: 'open', files_approved: 0, files_pending: 0 });
  expect(events.filter((type) => type === 'submission.scored')).toHaveLength(6);
  expect(events.filter((type) => type === 'submission.rejected')).toHaveLength(3);
  const { body: submissions } = await callApi(world, 'GET', `/v1/jobs/${body.id}/submissions`);
  for (const submission of submissions.data) {
    expect(submission).toMatchObject({ attempt: 2, ai_star_rating: 4, status: 'rejected' });
  }
});
