import { beforeEach, describe, expect, it } from 'vitest';
import { SECOND, type TestAccount, TestEngine } from '../testing/test-engine.ts';

let world: TestEngine;
let account: TestAccount;
beforeEach(async () => {
  world = new TestEngine();
  account = await world.openOrganization();
});

const stepsLeft = () =>
  world.store.snapshot().tasks.filter(({ kind }) => kind.startsWith('simulation.'));

/** Performs what is due within a span, and returns the most steps that were scheduled at a time. */
async function mostStepsIn(span: number): Promise<number> {
  const end = world.clock.now() + span;
  let most = stepsLeft().length;
  for (;;) {
    const due = await world.engine.nextDue();
    if (due === undefined || due > end) return most;
    world.clock.set(Math.max(due, world.clock.now()));
    await world.engine.runNext(world.clock.now());
    most = Math.max(most, stepsLeft().length);
  }
}

describe('the steps of a simulated job', () => {
  it.each([
    [1, 300],
    [4, 301],
  ])(
    'schedules one step at a time when workers submit %i of %i files each',
    async (files_per_submission, files_needed) => {
      const { id } = await world.createJob(account.test, { files_needed, files_per_submission });
      expect(await mostStepsIn(15 * SECOND)).toBe(1);
      const { body } = await world.get(`/v1/jobs/${id}`, account.test);
      expect([body.status, body.files_approved]).toEqual(['completed', files_needed]);
      expect(stepsLeft()).toEqual([]);
    },
  );

  it('continues a job whose steps an earlier version had scheduled one by one', async () => {
    const { id } = await world.createJob(account.test, { files_needed: 3 });
    const job = { job_id: id, created_at: world.clock.now() };
    const step = (kind: string, due: number, data: Record<string, string | number>) => ({
      id: `${kind}:${due}`,
      due_at: job.created_at + due,
      kind: `simulation.${kind}`,
      subject: id,
      data,
    });
    // The first worker has accepted a slot, and its file has a step of its own.
    await mostStepsIn(1_667);
    await world.transact(async ({ tables, now }) => {
      const next = await tables.tasks.take(now + SECOND);
      const [assignment] = await tables.assignments.list({ limit: 1 });
      expect([next?.kind, next?.data.worker]).toEqual(['simulation.accept', 1]);
      const hand_in = { slot: 0, turn: 0, assignment_id: String(assignment?.id) };
      await tables.tasks.schedule(step('hand_in', 5_000, hand_in));
      await tables.tasks.schedule(step('accept', 2_333, { worker: 1 }));
    });
    await world.passTime(20 * SECOND);
    const { body } = await world.get(`/v1/jobs/${id}`, account.test);
    expect([body.status, body.files_approved]).toEqual(['completed', 3]);
    expect(world.store.snapshot().tables.submissions).toHaveLength(3);
  });
});
