import { RetryLaterError } from '@firsthandapi/engine';
import { assessmentOf, MINUTE, People, TestEngine } from '@firsthandapi/engine/testing';
import { expect, it } from 'vitest';
import { CallPace } from './call-pace.ts';

const FILES = 200;
const MOST_PER_MINUTE = 50;

it('decides 200 files at 50 calls a minute, with no call beyond those that the provider refused', async () => {
  const calls: number[] = [];
  let refused = 0;
  const now = () => world.clock.now();
  const pace = new CallPace(MOST_PER_MINUTE, now);
  const scorer = {
    async assess() {
      pace.take();
      calls.push(now());
      if (calls.length % 10 !== 0) return assessmentOf(4);
      refused += 1;
      throw new RetryLaterError(MINUTE, 'overloaded');
    },
  };
  const world: TestEngine = new TestEngine({ onTaskError: () => {} }, { scorer });
  const people = new People(world);
  const account = await world.openOrganization();
  await people.fund(account.organizationId);
  const { id } = await world.createJob(account.live, { files_needed: FILES });
  for (let index = 0; index < FILES; index += 1) {
    const worker = `wkr_${index}`;
    await people.join(worker);
    await people.accept(id, worker);
    await people.submit(id, worker);
  }
  await world.passTime(60 * MINUTE);
  expect(await people.job(id)).toMatchObject({ status: 'completed', files_approved: FILES });
  expect(calls.length - refused).toBe(FILES);
  const busiest = calls.map(
    (at) => calls.filter((each) => at <= each && each < at + MINUTE).length,
  );
  expect(Math.max(...busiest)).toBeLessThanOrEqual(MOST_PER_MINUTE);
});
