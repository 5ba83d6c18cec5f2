import { beforeEach, describe, expect, it } from 'vitest';
import { assessmentOf, People } from '../testing/people.ts';
import { HOUR, SECOND, type TestAccount, TestEngine } from '../testing/test-engine.ts';

let world: TestEngine;
let people: People;
let account: TestAccount;
/** What the next picture looks like, and its stars. */
let next: { likeness: string | null; stars: number };

beforeEach(async () => {
  const scorer = {
    assess: async () => assessmentOf(next.stars, { likeness: next.likeness }),
    isAlike: (one: string, other: string) => one[0] === other[0],
  };
  world = new TestEngine({}, { scorer });
  people = new People(world);
  account = await world.openOrganization();
  await people.fund(account.organizationId);
  for (const worker of ['ana', 'bob']) await people.join(worker);
});

async function post(): Promise<string> {
  const { id } = await world.createJob(account.live, { files_needed: 4, files_per_submission: 2 });
  return id;
}

async function submit(jobId: string, worker: string, likeness: string | null, stars = 4) {
  next = { likeness, stars };
  const { id } = await people.submit(jobId, worker);
  await world.passTime(SECOND);
  return id;
}

const statusOf = async (id: string) => (await people.submission(id)).status;
const signalsOf = async (submission_id: string) => {
  const where = { submission_id };
  const rows = await world.store.read(({ assessments }) => assessments.list({ where, limit: 9 }));
  return rows.flatMap(({ signals }) => signals);
};

describe('a picture that is nearly the same as another one', () => {
  it('of its job waits for a person, whoever took either, and is never rejected for it', async () => {
    const job = await post();
    for (const worker of ['ana', 'bob']) await people.accept(job, worker, 2);
    const first = await submit(job, 'ana', 'cup 1');
    const own = await submit(job, 'ana', 'cup 2');
    const copied = await submit(job, 'bob', 'cup 3');
    const other = await submit(job, 'bob', 'pot 1');
    expect(await Promise.all([first, own, copied, other].map(statusOf))).toEqual([
      'approved',
      'pending_score',
      'pending_score',
      'approved',
    ]);
    const signal = expect.objectContaining({ kind: 'near_duplicate' });
    expect(await signalsOf(copied)).toEqual([signal]);
    expect(await signalsOf(other)).toEqual([]);
    await world.passTime(25 * HOUR);
    expect(await statusOf(own)).toBe('approved');
    const { ai_reasoning, ai_star_rating } = await people.submission(own);
    expect(ai_reasoning).toMatch(/^The picture is nearly the same .* 4 stars$/);
    expect(ai_star_rating).toBe(4);
  });

  it('of another job of the same person waits for a person, but not one of somebody else', async () => {
    const [one, two] = [await post(), await post()];
    await people.accept(one, 'ana');
    await people.accept(two, 'ana');
    await people.accept(two, 'bob');
    const first = await submit(one, 'ana', 'cup 1');
    const theirs = await submit(two, 'bob', 'cup 2');
    expect(await Promise.all([first, theirs].map(statusOf))).toEqual(['approved', 'approved']);
    const again = await submit(two, 'ana', 'cup 3');
    expect(await signalsOf(again)).toMatchObject([{ kind: 'near_duplicate' }]);
    expect(await statusOf(again)).toBe('pending_score');
  });

  it('is rated like any other when that one was rejected, or is what it replaces', async () => {
    const job = await post();
    await people.accept(job, 'ana', 2);
    await submit(job, 'ana', 'cup 1', 1);
    const better = await submit(job, 'ana', 'cup 2', 2);
    expect(await statusOf(better)).toBe('retry_pending');
    next = { likeness: 'cup 3', stars: 5 };
    await people.retry(better);
    await world.passTime(SECOND);
    expect(await statusOf(better)).toBe('approved');
  });

  it('is not looked for where there is nothing to recognise', async () => {
    const job = await post();
    await people.accept(job, 'ana', 2);
    const ids = [await submit(job, 'ana', null), await submit(job, 'ana', null)];
    expect(await Promise.all(ids.map(statusOf))).toEqual(['approved', 'approved']);
  });
});
