import { beforeEach, describe, expect, it } from 'vitest';
import { grantFreeCredits } from '../credits/lots/free-credits.ts';
import { flagJob } from '../jobs/flag-job.ts';
import { syntheticScorer } from '../scoring/synthetic-scorer.ts';
import { DAY, JOB, SECOND, type TestAccount, TestEngine } from '../testing/test-engine.ts';

let world: TestEngine;
let account: TestAccount;

beforeEach(async () => {
  world = new TestEngine();
  account = await world.openOrganization();
});

async function eventTypes(key = account.test): Promise<string[]> {
  const { body } = await world.get('/v1/webhook_events?limit=100', key);
  return body.data.map(({ type }: { type: string }) => type).toReversed();
}

describe('createJob', () => {
  it('returns the job with its defaults filled in', async () => {
    const { status, body } = await world.post('/v1/jobs', account.test, JOB);
    expect(status).toBe(201);
    expect(body).toEqual({
      ...JOB,
      object: 'job',
      id: expect.stringMatching(/^job_[0-9A-Z]{26}$/),
      environment: 'test',
      status: 'open',
      title: null,
      files_per_submission: 1,
      min_star_rating: 3,
      scoring_criteria: null,
      worker_guidelines: null,
      min_width: null,
      min_height: null,
      location: null,
      deadline: null,
      max_workers: null,
      metadata: {},
      context: null,
      files_approved: 0,
      files_pending: 0,
      total_cost_cents: 0,
      rating: null,
      rating_comment: null,
      created_at: '2026-01-01T00:00:00.000Z',
      updated_at: '2026-01-01T00:00:00.000Z',
      completed_at: null,
      cancelled_at: null,
    });
  });

  it('shows the whole context, with null for omitted fields', async () => {
    const attachment = { url: 'https://example.com/a.pdf' };
    const { context } = await world.createJob(account.test, {
      context: { attachments: [attachment] },
    });
    expect(context).toEqual({
      text: null,
      image_urls: [],
      attachments: [{ ...attachment, content_type: null, filename: null }],
    });
  });

  it('allows the free tier one active live job, and any number of test jobs', async () => {
    const free = await world.openOrganization({ tier: 'free' });
    await world.transact((work) => grantFreeCredits(work, free.organizationId));
    const small = { files_needed: 1 };
    const first = await world.createJob(free.live, small);
    const second = await world.post('/v1/jobs', free.live, { ...JOB, ...small });
    expect([second.status, second.body.error.type]).toEqual([403, 'free_tier_job_limit']);
    expect(second.body.error.message).toContain(first.id);
    for (let count = 0; count < 3; count += 1) await world.createJob(free.test);
    await world.post(`/v1/jobs/${first.id}/cancel`, free.live);
    await world.createJob(free.live, small);
  });
});

describe('a test job', () => {
  it('passes through filled and in_progress, and completes after exactly 15 s', async () => {
    const { id } = await world.createJob(account.test, { files_needed: 5 });
    const status = async () => (await world.get(`/v1/jobs/${id}`, account.test)).body.status;
    const seen: string[] = [];
    for (let second = 0; second < 15; second += 1) {
      seen.push(await status());
      await world.passTime(SECOND);
    }
    expect([...new Set(seen)]).toEqual(['open', 'filled', 'in_progress']);
    const { body } = await world.get(`/v1/jobs/${id}`, account.test);
    expect(body).toMatchObject({
      status: 'completed',
      files_approved: 5,
      files_pending: 0,
      total_cost_cents: 250,
      completed_at: '2026-01-01T00:00:15.000Z',
    });
  });

  it('holds and charges nothing for a test job', async () => {
    await world.createJob(account.test);
    await world.passTime(15 * SECOND);
    const { body } = await world.get('/v1/billing/credits', account.live);
    expect(body).toMatchObject({ available_cents: 0, held_cents: 0 });
  });

  it("emits the events of a job's life", async () => {
    await world.createJob(account.test, { files_needed: 1 });
    await world.passTime(15 * SECOND);
    expect(await eventTypes()).toEqual([
      'submission.scored',
      'submission.approved',
      'job.completed',
    ]);
  });

  it('never approves files of a job that requires 5 stars, and frees its slots', async () => {
    const { id } = await world.createJob(account.test, { files_needed: 1, min_star_rating: 5 });
    await world.passTime(60 * SECOND);
    const { body } = await world.get(`/v1/jobs/${id}`, account.test);
    expect(body.files_approved).toBe(0);
    const submissions = await world.get(`/v1/jobs/${id}/submissions`, account.test);
    expect(submissions.body.data[0]).toMatchObject({
      status: 'rejected',
      attempt: 2,
      ai_star_rating: 4,
    });
    expect((await world.get(`/v1/jobs/${id}/files`, account.test)).body.data).toEqual([]);
  });

  it('cancels a job at its deadline', async () => {
    const { id } = await world.createJob(account.test, { deadline: '2026-01-01T00:00:10Z' });
    await world.passTime(DAY);
    const { body } = await world.get(`/v1/jobs/${id}`, account.test);
    expect(body).toMatchObject({ status: 'cancelled', cancelled_at: '2026-01-01T00:00:10.000Z' });
    expect(await eventTypes()).toContain('job.cancelled');
  });
});

describe('cancelJob', () => {
  it('cancels a running job, and ignores later steps of its workers', async () => {
    const { id } = await world.createJob(account.test);
    await world.passTime(9 * SECOND);
    const { status, body } = await world.post(`/v1/jobs/${id}/cancel`, account.test);
    expect([status, body.status]).toEqual([200, 'cancelled']);
    await world.passTime(DAY);
    expect((await world.get(`/v1/jobs/${id}`, account.test)).body).toEqual(body);
  });

  it.each(['completed', 'cancelled'])('returns 409 when a %s job is cancelled', async (status) => {
    const { id } = await world.createJob(account.test);
    if (status === 'completed') await world.passTime(15 * SECOND);
    else await world.post(`/v1/jobs/${id}/cancel`, account.test);
    const response = await world.post(`/v1/jobs/${id}/cancel`, account.test);
    expect([response.status, response.body.error.type]).toEqual([409, 'conflict']);
    expect(response.body.error.message).toContain(status);
  });
});

describe('rateJob', () => {
  it('rates a completed job, once', async () => {
    const { id } = await world.createJob(account.test);
    await world.passTime(15 * SECOND);
    const rating = { rating: 5, comment: 'Sharp.' };
    const { status, body } = await world.post(`/v1/jobs/${id}/rate`, account.test, rating);
    expect(status).toBe(200);
    expect(body).toMatchObject({ rating: 5, rating_comment: 'Sharp.' });
    const again = await world.post(`/v1/jobs/${id}/rate`, account.test, rating);
    expect([again.status, again.body.error.type]).toEqual([409, 'conflict']);
  });

  it('returns 409 while the job runs, and 400 for a rating off the scale', async () => {
    const { id } = await world.createJob(account.test);
    expect((await world.post(`/v1/jobs/${id}/rate`, account.test, { rating: 5 })).status).toBe(409);
    expect((await world.post(`/v1/jobs/${id}/rate`, account.test, { rating: 6 })).status).toBe(400);
  });
});

describe('flagging a job', () => {
  it('emits job.flagged with the reason, audits it, and lets the work continue', async () => {
    const { id } = await world.createJob(account.test);
    await world.transact(async (work) => {
      const job = await work.tables.jobs.get(id);
      if (job !== undefined) await flagJob(work, job, 'Asks for identity documents.');
    });
    const { body } = await world.get('/v1/webhook_events?type=job.flagged', account.test);
    expect(body.data[0].data).toMatchObject({
      object: 'job',
      id,
      status: 'open',
      flag_reason: 'Asks for identity documents.',
    });
    const audit = await world.get('/v1/audit-events?action=job.flagged', account.test);
    expect(audit.body.data[0]).toMatchObject({
      actor: { type: 'system', id: null },
      resource: { id },
    });
    await world.passTime(15 * SECOND);
    expect((await world.get(`/v1/jobs/${id}`, account.test)).body.status).toBe('completed');
  });
});

describe('getJob', () => {
  it('never shows a job as it was before its latest change', async () => {
    const { id } = await world.createJob(account.test);
    expect((await world.get(`/v1/jobs/${id}`, account.test)).body.files_pending).toBe(0);
    await world.passTime(3 * SECOND);
    expect((await world.get(`/v1/jobs/${id}`, account.test)).body.files_pending).toBe(3);
  });
});

describe('a service whose scorer never gives 5 stars', () => {
  it('refuses live jobs that ask for 5, since nothing would ever be approved', async () => {
    world = new TestEngine({}, { scorer: { ...syntheticScorer, highestStars: 4 } });
    const account = await world.openOrganization();
    await world.transact((work) => grantFreeCredits(work, account.organizationId));
    const create = (key: string, min_star_rating: number) =>
      world.post('/v1/jobs', key, { ...JOB, files_needed: 1, min_star_rating });
    const refused = await create(account.live, 5);
    expect([refused.status, refused.body.error.details]).toEqual([
      400,
      [{ field: 'min_star_rating', message: expect.stringContaining('at most 4') }],
    ]);
    expect((await create(account.live, 4)).status).toBe(201);
    expect((await create(account.test, 5)).status).toBe(201);
  });
});
