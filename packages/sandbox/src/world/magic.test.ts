import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { createSandbox } from '../local/create-sandbox.ts';
import { callApi, jobOrder } from '../testing/api-caller.ts';
import { describeScenario, magic, type ScenarioName } from './magic.ts';
import type { World } from './world.ts';

/** Runs a job under a scenario for an hour, and gives its end and the events on the way. */
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

/** What each scenario leads to, for a job of two files. */
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
  flagged: { status: 'completed', approved: 2, submissions: 2 },
};

test.each(Object.keys(OUTCOMES) as ScenarioName[])('%s ends as its table says', async (name) => {
  const { job, submissions } = await play(name);
  const { status, approved, submissions: count } = OUTCOMES[name];
  expect(job).toMatchObject({ status, files_approved: approved, files_pending: 0 });
  expect(submissions).toHaveLength(count);
});

test('every magic value has an outcome here, and a description', () => {
  expect(Object.keys(OUTCOMES).sort()).toEqual(Object.keys(magic.job).sort());
  for (const name of Object.keys(magic.job) as ScenarioName[]) {
    expect(describeScenario(name)).toMatch(/^[A-Z].*\.$/);
  }
});

test('the README describes every magic value in the words of the table', async () => {
  const readme = await readFile(new URL('../../README.md', import.meta.url), 'utf8');
  for (const name of Object.keys(magic.job) as ScenarioName[]) {
    expect(readme).toContain(`| \`${name}\` | ${describeScenario(name)} |`);
  }
});

test('rejected gives 1 star, no retry, and frees the slots', async () => {
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

test('retry_then_approved scores twice and approves the second attempt', async () => {
  const { events, submissions } = await play('retry_then_approved', { files_needed: 1 });
  expect(submissions[0]).toMatchObject({ attempt: 2, ai_star_rating: 4, status: 'approved' });
  expect(events).toEqual([
    'submission.scored',
    'submission.scored',
    'submission.approved',
    'job.completed',
  ]);
});

test('low_quality_then_approved gives the slot to another worker', async () => {
  const { submissions } = await play('low_quality_then_approved', { files_needed: 1 });
  const [second, first] = submissions;
  expect([first?.status, second?.status]).toEqual(['rejected', 'approved']);
  expect(first?.worker_id).not.toBe(second?.worker_id);
});

test('another worker comes only while the job may have one', async () => {
  const { job } = await play('low_quality_then_approved', { files_needed: 1, max_workers: 1 });
  expect(job?.status).toBe('open');
});

test('too_small is rejected without scoring where the job asks for more than there is', async () => {
  const { submissions } = await play('too_small', { min_width: 4_000, min_height: 3_000 });
  for (const submission of submissions) {
    expect(submission).toMatchObject({
      status: 'rejected',
      ai_star_rating: 1,
      ai_dimensions: null,
    });
  }
});

test('flagged announces the flag and goes on', async () => {
  const { events } = await play('flagged', { files_needed: 1 });
  expect(events).toEqual([
    'job.flagged',
    'submission.scored',
    'submission.approved',
    'job.completed',
  ]);
});

test('excellent passes a threshold of 5 stars', async () => {
  expect((await play('excellent', { min_star_rating: 5 })).job?.status).toBe('completed');
});

test('slow takes ten times as long', async () => {
  const { job } = await play('slow');
  expect(job?.completed_at).toBe('2026-01-01T00:02:30.000Z');
});

test('a live job follows no magic value: nobody works on it', async () => {
  const world = await createSandbox().world({ credits: 10_000 });
  const order = jobOrder(1, { metadata: magic.job.approved });
  const { body } = await callApi(world, 'POST', '/v1/jobs', order, { key: world.liveKey });
  await world.clock.advance('1h');
  expect((await world.jobs()).find(({ id }) => id === body.id)?.status).toBe('open');
});

test('min_star_rating 5 never completes: each slot is scored, tried again, rejected and free', async () => {
  await using world = await createSandbox().world();
  const events = await recordEvents(world);
  const { body } = await callApi(world, 'POST', '/v1/jobs', jobOrder(3, { min_star_rating: 5 }));
  await expect(world.clock.runUntil(body.id, 'completed')).rejects.toThrow(/nothing more is due/);
  const [job] = await world.jobs();
  expect(job).toMatchObject({ status: 'open', files_approved: 0, files_pending: 0 });
  expect(events.filter((type) => type === 'submission.scored')).toHaveLength(6);
  expect(events.filter((type) => type === 'submission.rejected')).toHaveLength(3);
  const { body: submissions } = await callApi(world, 'GET', `/v1/jobs/${body.id}/submissions`);
  for (const submission of submissions.data) {
    expect(submission).toMatchObject({ attempt: 2, ai_star_rating: 4, status: 'rejected' });
  }
});
