import { beforeEach, describe, expect, it } from 'vitest';
import { returnSlots } from '../submissions/lease.ts';
import { assessmentOf, People } from '../testing/people.ts';
import { DAY, MINUTE, type TestAccount, TestEngine } from '../testing/test-engine.ts';
import { reinstateWorker, suspendWorker } from './suspend-worker.ts';

const LISBON = { lat: 38.7223, lng: -9.1393 };
const PORTO = { lat: 41.1579, lng: -8.6291 };

let world: TestEngine;
let account: TestAccount;
let people: People;
/** Stars of what is submitted. */
let stars: number;

beforeEach(async () => {
  stars = 4;
  const assess = async () => assessmentOf(stars);
  world = new TestEngine({}, { scorer: { assess } });
  account = await world.openOrganization();
  people = new People(world);
  await people.fund(account.organizationId, 1_000_000);
  await people.join('wkr_ann');
});

async function openJob(fields: object = {}): Promise<string> {
  const { id } = await world.createJob(account.live, { files_needed: 5, ...fields });
  return id;
}

async function finishOne(): Promise<void> {
  const id = await openJob();
  await people.accept(id, 'wkr_ann');
  await people.submit(id, 'wkr_ann');
  await world.engine.runDue(world.clock.now());
}

function refusedFor(reason: string) {
  return { type: 'conflict', details: [{ field: 'worker', message: reason }] };
}

describe('accepting a job', () => {
  it('is limited to 3 jobs at a time for someone new, and to 10 once 5 files were good', async () => {
    for (let job = 0; job < 3; job += 1) await people.accept(await openJob(), 'wkr_ann');
    await expect(people.accept(await openJob(), 'wkr_ann')).rejects.toMatchObject(
      refusedFor('concurrent_limit'),
    );
    await world.passTime(30 * MINUTE + DAY);
    for (let job = 0; job < 5; job += 1) await finishOne();
    for (let job = 0; job < 10; job += 1) await people.accept(await openJob(), 'wkr_ann');
    await expect(people.accept(await openJob(), 'wkr_ann')).rejects.toMatchObject(
      refusedFor('concurrent_limit'),
    );
  });

  it('counts only jobs for which a file is still due', async () => {
    const jobs = [await openJob(), await openJob(), await openJob()] as const;
    for (const id of jobs) await people.accept(id, 'wkr_ann');
    await people.submit(jobs[0], 'wkr_ann');
    const [job, assignment] = [
      await people.job(jobs[1]),
      await people.assignment(jobs[1], 'wkr_ann'),
    ];
    await world.transact((work) => returnSlots(work, job, assignment));
    await people.accept(await openJob(), 'wkr_ann');
    await people.accept(await openJob(), 'wkr_ann');
    await expect(people.accept(await openJob(), 'wkr_ann')).rejects.toThrow('concurrent_limit');
  });

  it('is limited to one job for a day after three leases ended without a file', async () => {
    for (let lease = 0; lease < 3; lease += 1) {
      await people.accept(await openJob(), 'wkr_ann');
      await world.passTime(30 * MINUTE);
    }
    await people.accept(await openJob(), 'wkr_ann');
    await expect(people.accept(await openJob(), 'wkr_ann')).rejects.toThrow('concurrent_limit');
    await world.passTime(DAY);
    for (let job = 0; job < 3; job += 1) await people.accept(await openJob(), 'wkr_ann');
  });

  it('is limited to one job by strikes, until good files outweigh them', async () => {
    stars = 1;
    for (let job = 0; job < 3; job += 1) await finishOne();
    expect(await people.worker('wkr_ann')).toMatchObject({ strikes: 3 });
    await people.accept(await openJob(), 'wkr_ann');
    await expect(people.accept(await openJob(), 'wkr_ann')).rejects.toThrow('concurrent_limit');
    await world.passTime(30 * MINUTE);
    stars = 5;
    for (let job = 0; job < 12; job += 1) await finishOne();
    for (let job = 0; job < 3; job += 1) await people.accept(await openJob(), 'wkr_ann');
  });

  it('is refused for the same job again, also after everything was given back', async () => {
    const id = await openJob();
    const assignment = await people.accept(id, 'wkr_ann');
    const job = await people.job(id);
    await world.transact((work) => returnSlots(work, job, assignment));
    await expect(people.accept(id, 'wkr_ann')).rejects.toMatchObject(refusedFor('taken_part'));
  });

  it('is refused to someone who is known to be elsewhere, and names every reason', async () => {
    const id = await openJob({ location: { ...LISBON, radius_km: 15 } });
    const elsewhere = { ...PORTO, accuracy_m: 10 };
    await expect(people.accept(id, 'wkr_ann', 1, elsewhere)).rejects.toMatchObject(
      refusedFor('too_far'),
    );
    const suspension = { by: 'opr_1', reason: 'stolen_content' } as const;
    await world.transact((work) => suspendWorker(work, 'wkr_ann', suspension));
    await expect(people.accept(id, 'wkr_ann', 1, elsewhere)).rejects.toThrow('suspended, too_far');
  });
});

describe('submitting a file for a job with an area', () => {
  it('needs a position within it, which is stored rounded and deleted with the content', async () => {
    const id = await openJob({ location: { ...LISBON, radius_km: 15 } });
    await people.accept(id, 'wkr_ann');
    await expect(people.submit(id, 'wkr_ann')).rejects.toMatchObject({
      details: [{ field: 'position', message: 'location_required' }],
    });
    const elsewhere = { ...PORTO, accuracy_m: 10 };
    await expect(people.submit(id, 'wkr_ann', { position: elsewhere })).rejects.toMatchObject({
      details: [{ field: 'position', message: 'too_far' }],
    });
    const here = { ...LISBON, accuracy_m: 10 };
    const submission = await people.submit(id, 'wkr_ann', { position: here });
    expect(submission.position).toEqual({ lat: 38.722, lng: -9.139, accuracy_m: 10 });
    await world.post('/v1/privacy/erasures', account.live, { target: 'job', job_id: id });
    await world.engine.runDue(world.clock.now());
    expect(await people.submission(submission.id)).toMatchObject({ position: null });
  });

  it('needs one for a retry too', async () => {
    stars = 2;
    const id = await openJob({ location: { ...LISBON, radius_km: 15 } });
    await people.accept(id, 'wkr_ann');
    const here = { ...LISBON, accuracy_m: 10 };
    const submission = await people.submit(id, 'wkr_ann', { position: here });
    await world.engine.runDue(world.clock.now());
    await expect(people.retry(submission.id)).rejects.toThrow('exact to 500 m');
    await people.retry(submission.id, { position: here });
  });
});

describe('a suspension', () => {
  const suspend = (by: string) =>
    world.transact((work) => suspendWorker(work, 'wkr_ann', { by, reason: 'stolen_content' }));

  it('needs a person who decides, leaves what the worker holds, and can be ended', async () => {
    await expect(suspend(' ')).rejects.toThrow('the person who decides');
    const id = await openJob();
    await people.accept(id, 'wkr_ann');
    await suspend('opr_1');
    await people.submit(id, 'wkr_ann');
    await expect(people.accept(await openJob(), 'wkr_ann')).rejects.toMatchObject(
      refusedFor('suspended'),
    );
    await world.transact((work) => reinstateWorker(work, 'wkr_ann'));
    await people.accept(await openJob(), 'wkr_ann');
  });
});
