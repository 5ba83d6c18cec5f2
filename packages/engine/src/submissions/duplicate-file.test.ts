import { beforeEach, describe, expect, it } from 'vitest';
import { assessmentOf, People } from '../testing/people.ts';
import { SECOND, type TestAccount, TestEngine } from '../testing/test-engine.ts';

const SAME = { content_hash: 'b'.repeat(64) };

let world: TestEngine;
let people: People;
let account: TestAccount;
let stars: number;
let assessed: number;

beforeEach(async () => {
  stars = 4;
  assessed = 0;
  const assess = async () => {
    assessed += 1;
    return assessmentOf(stars);
  };
  world = new TestEngine({}, { scorer: { assess } });
  people = new People(world);
  account = await world.openOrganization();
  await people.fund(account.organizationId);
});

async function post(key: string): Promise<string> {
  const order = {
    files_needed: 4,
    files_per_submission: 2,
    metadata: { fh_scenario: 'human' },
  };
  return (await world.createJob(key, order)).id;
}

async function submit(jobId: string, worker: string, upload = {}): Promise<string> {
  const { id } = await people.submit(jobId, worker, upload);
  await world.passTime(SECOND);
  return id;
}

const resultOf = async (id: string) => {
  const { status, rejection_code, ai_star_rating } = await people.submission(id);
  return { status, rejection_code, ai_star_rating };
};

const DUPLICATE = { status: 'rejected', rejection_code: 'duplicate', ai_star_rating: 1 };

describe.each(['test', 'live'] as const)('a file of a %s job', (environment) => {
  const key = () => (environment === 'live' ? account.live : account.test);

  it('is rejected when its job has the same bytes already, whoever submitted them', async () => {
    const job = await post(key());
    for (const worker of ['ana', 'bob']) {
      await people.join(worker);
      await people.accept(job, worker, 2);
    }
    const first = await submit(job, 'ana', SAME);
    const own = await submit(job, 'ana', SAME);
    const copied = await submit(job, 'bob', SAME);
    const other = await submit(job, 'bob');
    expect((await resultOf(first)).status).toBe('approved');
    expect([await resultOf(own), await resultOf(copied)]).toEqual([DUPLICATE, DUPLICATE]);
    expect((await resultOf(other)).status).toBe('approved');
    expect((await people.worker('bob'))?.strikes).toBe(1);
    expect((await people.job(job)).files_pending).toBe(0);
  });

  it('is rejected when the person has submitted the same bytes to another job', async () => {
    await people.join('ana');
    const [one, two] = [await post(key()), await post(key())];
    await people.accept(one, 'ana');
    await people.accept(two, 'ana');
    await submit(one, 'ana', SAME);
    expect(await resultOf(await submit(two, 'ana', SAME))).toEqual(DUPLICATE);
  });

  it('is scored when somebody else has submitted the same bytes to another job', async () => {
    const [one, two] = [await post(key()), await post(key())];
    for (const [job, worker] of [
      [one, 'ana'],
      [two, 'bob'],
    ] as const) {
      await people.join(worker);
      await people.accept(job, worker);
    }
    await submit(one, 'ana', SAME);
    expect((await resultOf(await submit(two, 'bob', SAME))).status).toBe('approved');
  });
});

describe('a file of a live job', () => {
  it('is scored for another job once it was rejected for one', async () => {
    await people.join('ana');
    const [one, two] = [await post(account.live), await post(account.live)];
    await people.accept(one, 'ana');
    await people.accept(two, 'ana');
    stars = 1;
    await submit(one, 'ana', SAME);
    stars = 4;
    expect((await resultOf(await submit(two, 'ana', SAME))).status).toBe('approved');
  });

  it('is rejected as a retry when it is the file that it replaces', async () => {
    await people.join('ana');
    const job = await post(account.live);
    await people.accept(job, 'ana');
    stars = 2;
    const id = await submit(job, 'ana', SAME);
    await people.retry(id, SAME);
    await world.passTime(SECOND);
    expect(await resultOf(id)).toEqual(DUPLICATE);
    expect(assessed).toBe(1);
  });

  it('is the first of two that wait, and only the second is a duplicate', async () => {
    const job = await post(account.live);
    for (const worker of ['ana', 'bob']) {
      await people.join(worker);
      await people.accept(job, worker);
    }
    const [one, two] = [
      await people.submit(job, 'ana', SAME),
      await people.submit(job, 'bob', SAME),
    ];
    await world.passTime(SECOND);
    expect((await resultOf(one.id)).status).toBe('approved');
    expect(await resultOf(two.id)).toEqual(DUPLICATE);
    expect((await people.job(job)).files_approved).toBe(1);
  });
});
