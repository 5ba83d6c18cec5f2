import { beforeEach, describe, expect, it } from 'vitest';
import { DAY, SECOND, type TestAccount, TestEngine } from '../testing/test-engine.ts';

let world: TestEngine;
let account: TestAccount;

beforeEach(async () => {
  world = new TestEngine();
  account = await world.openOrganization();
});

const summary = async (query = '') =>
  (await world.get(`/v1/submissions/summary${query}`, account.test)).body;

describe('getSubmissionSummary', () => {
  it('returns zeros and nulls when there is nothing, also for an unknown job', async () => {
    const nothing = {
      object: 'submission_summary',
      total: 0,
      by_status: { pending_score: 0, approved: 0, rejected: 0, retry_pending: 0 },
      approval_rate: null,
      mean_rating: null,
      rating_histogram: { '1': 0, '2': 0, '3': 0, '4': 0, '5': 0 },
      median_turnaround_seconds: null,
      p95_turnaround_seconds: null,
    };
    expect(await summary()).toMatchObject({ ...nothing, job_id: null });
    expect(await summary('?job_id=job_x')).toMatchObject({ ...nothing, job_id: 'job_x' });
  });

  it('summarizes submissions, their ratings and the time from job to score', async () => {
    await world.createJob(account.test, { files_needed: 2 });
    await world.passTime(15 * SECOND);
    expect(await summary()).toMatchObject({
      total: 2,
      by_status: { approved: 2 },
      approval_rate: 1,
      mean_rating: 4,
      rating_histogram: { '3': 0, '4': 2, '5': 0 },
      median_turnaround_seconds: 13.25,
      p95_turnaround_seconds: 15,
    });
  });

  it('counts submissions that wait for their score without rating them', async () => {
    await world.createJob(account.test, { files_needed: 2 });
    await world.passTime(7 * SECOND);
    expect(await summary()).toMatchObject({
      total: 2,
      by_status: { pending_score: 2, approved: 0 },
      approval_rate: null,
      median_turnaround_seconds: null,
    });
  });

  it('divides the approved by the approved and the rejected', async () => {
    await world.createJob(account.test, { files_needed: 1 });
    await world.createJob(account.test, { files_needed: 1, min_star_rating: 5 });
    await world.passTime(17 * SECOND);
    await world.createJob(account.test, { files_needed: 1 });
    await world.passTime(7 * SECOND);
    const { by_status, approval_rate } = await summary();
    expect(by_status).toMatchObject({ approved: 1, rejected: 1, pending_score: 1 });
    expect(approval_rate).toBe(0.5);
  });

  it('limits the summary to a job', async () => {
    const { id } = await world.createJob(account.test, { files_needed: 2 });
    await world.createJob(account.test, { files_needed: 3 });
    await world.passTime(15 * SECOND);
    expect(await summary(`?job_id=${id}`)).toMatchObject({ job_id: id, total: 2 });
    expect((await summary()).total).toBe(5);
  });

  it('covers the last 30 days up to this moment by default', async () => {
    await world.createJob(account.test, { files_needed: 1 });
    await world.passTime(7 * SECOND);
    expect(await summary()).toMatchObject({
      total: 1,
      start_date: '2025-12-02T00:00:07.001Z',
      end_date: '2026-01-01T00:00:07.001Z',
    });
    await world.passTime(30 * DAY + 1);
    expect((await summary()).total).toBe(0);
    const since = await summary('?start_date=2026-01-01T00:00:00Z&end_date=2026-01-02T00:00:00Z');
    expect(since.total).toBe(1);
  });
});

describe('listSubmissions', () => {
  it('filters by job, status, stars and dates', async () => {
    const { id } = await world.createJob(account.test, { files_needed: 2 });
    await world.createJob(account.test, { files_needed: 1, min_star_rating: 5 });
    await world.passTime(DAY);
    const count = async (query: string) =>
      (await world.get(`/v1/submissions?${query}`, account.test)).body.data.length;
    expect(await count(`job_id=${id}`)).toBe(2);
    expect(await count('status=approved')).toBe(2);
    expect(await count('min_score=5')).toBe(0);
    expect(await count('min_score=4&status=approved')).toBe(2);
    expect(await count('end_date=2026-01-01T00:00:00Z')).toBe(0);
    expect(await count('start_date=2026-01-01T00:00:00Z&status=approved')).toBe(2);
  });
});

describe('getJobFiles', () => {
  it('lists files with 3 or more stars by default', async () => {
    const { id } = await world.createJob(account.test, { files_needed: 2 });
    await world.passTime(15 * SECOND);
    const count = async (query = '') =>
      (await world.get(`/v1/jobs/${id}/files${query}`, account.test)).body.data.length;
    expect([await count(), await count('?min_score=4'), await count('?min_score=5')]).toEqual([
      2, 2, 0,
    ]);
  });
});
