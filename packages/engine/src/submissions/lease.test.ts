import { beforeEach, describe, expect, it } from 'vitest';
import type { Assessment } from '../ports.ts';
import { assessmentOf, People } from '../testing/people.ts';
import { HOUR, MINUTE, type TestAccount, TestEngine } from '../testing/test-engine.ts';
import { extendLease, returnSlots } from './lease.ts';

const LEASE = 30 * MINUTE;

let world: TestEngine;
let account: TestAccount;
let people: People;
/** What the scorer says; it fails while there is nothing. */
let assessment: Assessment | undefined;

beforeEach(async () => {
  assessment = assessmentOf(4);
  const assess = async () => {
    if (assessment === undefined) throw new Error('The scorer is down');
    return assessment;
  };
  world = new TestEngine({ onTaskError: () => {} }, { scorer: { assess } });
  account = await world.openOrganization();
  people = new People(world);
  await people.fund(account.organizationId, 10_000);
  await people.join('wkr_ann');
  await people.join('wkr_bob');
});

async function openJob(fields: object = {}): Promise<string> {
  const { id } = await world.createJob(account.live, { files_needed: 2, ...fields });
  return id;
}

async function extend(jobId: string, workerId: string) {
  const [job, assignment] = [await people.job(jobId), await people.assignment(jobId, workerId)];
  return world.transact((work) => extendLease(work, job, assignment));
}

async function giveBack(jobId: string, workerId: string) {
  const [job, assignment] = [await people.job(jobId), await people.assignment(jobId, workerId)];
  return world.transact((work) => returnSlots(work, job, assignment));
}

async function cancel(jobId: string) {
  const { status, body } = await world.post(`/v1/jobs/${jobId}/cancel`, account.live, {});
  expect(status).toBe(200);
  return body;
}

async function balance(): Promise<{ held_cents: number; total_cents: number }> {
  const { body } = await world.get('/v1/billing/credits', account.live);
  return { held_cents: body.held_cents, total_cents: body.total_cents };
}

async function eventsOf(jobId: string): Promise<readonly string[]> {
  const where = { job_id: jobId };
  const events = await world.store.read((tables) =>
    tables.events.list({ where, order: 'oldest', limit: 100 }),
  );
  return events.map(({ type }) => type);
}

describe('a lease', () => {
  it('lasts 30 minutes, and frees the slots for which no file was submitted', async () => {
    const id = await openJob({ files_per_submission: 2 });
    const { expires_at } = await people.accept(id, 'wkr_ann', 2);
    expect(expires_at).toBe(world.clock.now() + LEASE);
    await people.submit(id, 'wkr_ann');
    await world.passTime(LEASE - 1);
    expect(await people.job(id)).toMatchObject({ files_approved: 1, files_pending: 1 });
    await world.passTime(1);
    expect(await people.job(id)).toMatchObject({ files_approved: 1, files_pending: 0 });
    expect(await people.assignment(id, 'wkr_ann')).toMatchObject({ slots: 2, released: 1 });
    expect(await people.accept(id, 'wkr_bob', 2)).toMatchObject({ slots: 1 });
  });

  it('gives no strike when it ends, and refuses what is submitted late', async () => {
    const id = await openJob({ files_needed: 1 });
    await people.accept(id, 'wkr_ann');
    expect(await people.job(id)).toMatchObject({ status: 'filled' });
    await world.passTime(LEASE);
    expect(await people.job(id)).toMatchObject({ status: 'open', workers_accepted: 0 });
    await expect(people.submit(id, 'wkr_ann')).rejects.toMatchObject({
      type: 'conflict',
      message: expect.stringContaining('ended at 2026-01-01T00:30:00'),
    });
    expect(await people.worker('wkr_ann')).toMatchObject({ strikes: 0 });
  });

  it('is extended once by its length', async () => {
    const id = await openJob({ files_needed: 1 });
    const { expires_at } = await people.accept(id, 'wkr_ann');
    await world.passTime(20 * MINUTE);
    const extended = await extend(id, 'wkr_ann');
    expect(extended.expires_at).toBe((expires_at ?? 0) + LEASE);
    await expect(extend(id, 'wkr_ann')).rejects.toThrow('already extended once');
    await world.passTime(39 * MINUTE);
    expect(await people.job(id)).toMatchObject({ status: 'filled' });
    await world.passTime(MINUTE);
    expect(await people.job(id)).toMatchObject({ status: 'open' });
    await expect(extend(id, 'wkr_ann')).rejects.toThrow('its slots are free again');
  });

  it('ends with the deadline of its job at the latest', async () => {
    const deadline = new Date(world.clock.now() + 40 * MINUTE).toISOString();
    const id = await openJob({ deadline });
    await people.accept(id, 'wkr_ann');
    const extended = await extend(id, 'wkr_ann');
    expect(extended.expires_at).toBe(Date.parse(deadline));
    await world.passTime(40 * MINUTE);
    expect(await people.job(id)).toMatchObject({
      status: 'cancelled',
      is_settling: false,
      files_pending: 0,
    });
    expect(await balance()).toEqual({ held_cents: 0, total_cents: 10_000 });
  });

  it('leaves room for another worker when one of max_workers gives everything back', async () => {
    const id = await openJob({ files_needed: 1, max_workers: 1 });
    await people.accept(id, 'wkr_ann');
    await giveBack(id, 'wkr_ann');
    expect(await people.worker('wkr_ann')).toMatchObject({ strikes: 0 });
    expect(await people.accept(id, 'wkr_bob')).toMatchObject({ slots: 1 });
    await people.join('wkr_cyd');
    await expect(people.accept(id, 'wkr_cyd')).rejects.toThrow('accepts no more workers');
  });

  it('refuses to return a lease when every slot has a file, or once it has ended', async () => {
    const id = await openJob();
    await people.accept(id, 'wkr_ann');
    await people.submit(id, 'wkr_ann');
    await expect(giveBack(id, 'wkr_ann')).rejects.toThrow('has a file');
    await people.accept(id, 'wkr_bob');
    await world.passTime(LEASE);
    await expect(giveBack(id, 'wkr_bob')).rejects.toThrow('its slots are free again');
  });
});

describe('a retry', () => {
  it('accepts another file for as long as a lease, then rejects the file without a strike', async () => {
    assessment = assessmentOf(2);
    const id = await openJob({ files_needed: 1 });
    await people.accept(id, 'wkr_ann');
    const submission = await people.submit(id, 'wkr_ann');
    await world.engine.runDue(world.clock.now());
    await world.passTime(LEASE - 1);
    expect(await people.submission(submission.id)).toMatchObject({ status: 'retry_pending' });
    expect(await people.job(id)).toMatchObject({ status: 'filled' });
    await world.passTime(1);
    expect(await people.submission(submission.id)).toMatchObject({
      status: 'rejected',
      ai_star_rating: 2,
      rejection_code: 'retry_expired',
    });
    expect(await people.job(id)).toMatchObject({ status: 'open', files_pending: 0 });
    expect(await people.worker('wkr_ann')).toMatchObject({ strikes: 0 });
    expect(await eventsOf(id)).toEqual(['submission.scored', 'submission.rejected']);
    await expect(people.retry(submission.id)).rejects.toThrow('no retry is due');
  });

  it('keeps a file that was submitted in time when the time is over', async () => {
    assessment = assessmentOf(2);
    const id = await openJob({ files_needed: 1 });
    await people.accept(id, 'wkr_ann');
    const submission = await people.submit(id, 'wkr_ann');
    await world.passTime(10 * MINUTE);
    assessment = undefined;
    await people.retry(submission.id);
    await world.passTime(HOUR);
    expect(await people.submission(submission.id)).toMatchObject({
      status: 'pending_score',
      attempt: 2,
    });
  });
});

describe('cancelling a job while people work on it', () => {
  it('returns what no person has a slot for, and pays for what is submitted in time', async () => {
    const id = await openJob({ files_needed: 5 });
    await people.accept(id, 'wkr_ann');
    await people.accept(id, 'wkr_bob');
    expect(await balance()).toEqual({ held_cents: 250, total_cents: 10_000 });
    expect(await cancel(id)).toMatchObject({ status: 'cancelled', files_pending: 2 });
    expect(await balance()).toEqual({ held_cents: 100, total_cents: 10_000 });
    await people.submit(id, 'wkr_ann');
    await world.engine.runDue(world.clock.now());
    expect(await people.job(id)).toMatchObject({
      status: 'cancelled',
      files_approved: 1,
      files_pending: 1,
    });
    expect(await balance()).toEqual({ held_cents: 50, total_cents: 9_950 });
    await world.passTime(LEASE);
    expect(await people.job(id)).toMatchObject({ is_settling: false, files_pending: 0 });
    expect(await balance()).toEqual({ held_cents: 0, total_cents: 9_950 });
    const { body } = await world.get(`/v1/jobs/${id}`, account.live);
    expect(body).toMatchObject({ status: 'cancelled', total_cost_cents: 50, completed_at: null });
  });

  it('accepts nobody else, and extends no lease', async () => {
    const id = await openJob({ files_needed: 5 });
    await people.accept(id, 'wkr_ann');
    await cancel(id);
    await expect(people.accept(id, 'wkr_bob')).rejects.toThrow('accepts no more workers');
    await expect(extend(id, 'wkr_ann')).rejects.toThrow('its leases are not extended');
  });

  it('stays cancelled when every file is approved after all', async () => {
    const id = await openJob({ files_needed: 1 });
    await people.accept(id, 'wkr_ann');
    await cancel(id);
    await people.submit(id, 'wkr_ann');
    await world.passTime(HOUR);
    expect(await people.job(id)).toMatchObject({ status: 'cancelled', files_approved: 1 });
    expect(await balance()).toEqual({ held_cents: 0, total_cents: 9_950 });
  });

  it('waits for the rating of what was submitted before, and for a retry', async () => {
    assessment = undefined;
    const id = await openJob({ files_needed: 1 });
    await people.accept(id, 'wkr_ann');
    const submission = await people.submit(id, 'wkr_ann');
    await cancel(id);
    await world.passTime(HOUR);
    expect(await balance()).toEqual({ held_cents: 50, total_cents: 10_000 });
    assessment = assessmentOf(2);
    await world.passTime(2 * HOUR);
    expect(await people.submission(submission.id)).toMatchObject({ status: 'rejected' });
    expect(await balance()).toEqual({ held_cents: 0, total_cents: 10_000 });
  });

  it('ends for good when the job is erased', async () => {
    const id = await openJob({ files_needed: 1 });
    await people.accept(id, 'wkr_ann');
    await cancel(id);
    expect(await balance()).toEqual({ held_cents: 50, total_cents: 10_000 });
    await world.post('/v1/privacy/erasures', account.live, { target: 'job', job_id: id });
    await world.engine.runDue(world.clock.now());
    expect(await balance()).toEqual({ held_cents: 0, total_cents: 10_000 });
    expect(await people.job(id)).toMatchObject({ is_settling: false });
    await world.passTime(HOUR);
    expect(await balance()).toEqual({ held_cents: 0, total_cents: 10_000 });
  });

  it('ends for good when the organization is erased, and its credits lapse', async () => {
    const id = await openJob({ files_needed: 3 });
    await people.accept(id, 'wkr_ann');
    await people.submit(id, 'wkr_ann');
    await cancel(id);
    const confirm_organization_id = account.organizationId;
    const erasure = { target: 'organization', confirm_organization_id };
    await world.post('/v1/privacy/erasures', account.live, erasure);
    await world.passTime(2 * HOUR);
    const books = await world.store.read(async ({ credit_holds, ledger_entries }) => ({
      holds: await credit_holds.count({}),
      held: await ledger_entries.sum('amount_cents', { where: { account: 'held' } }),
      available: await ledger_entries.sum('amount_cents', { where: { account: 'available' } }),
    }));
    expect(books).toEqual({ holds: 0, held: 0, available: 0 });
  });
});
