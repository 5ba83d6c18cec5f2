import { describe, expect, it } from 'vitest';
import { UnavailableError } from '../errors/port-errors.ts';
import type { TaskRecord } from '../store/records.ts';
import { DAY, HOUR, MINUTE, SECOND, TestEngine } from '../testing/test-engine.ts';
import { delayAfterFailures } from './reschedule.ts';

/** A world with a task without a handler, due at once, and a job behind it. */
async function poisoned(
  onTaskError?: (error: unknown, task: Pick<TaskRecord, 'kind' | 'id'>) => void,
) {
  const world = new TestEngine(onTaskError && { onTaskError });
  const { test } = await world.openOrganization();
  await world.transact(({ tables, now }) =>
    tables.tasks.schedule({ id: 'poison', due_at: now, kind: 'unheard', subject: 'x', data: {} }),
  );
  const job = await world.createJob(test);
  return { world, status: async () => (await world.get(`/v1/jobs/${job.id}`, test)).body.status };
}

describe('a task that throws', () => {
  it('reports and reschedules a task that throws, while the others continue', async () => {
    const failed: [number, unknown][] = [];
    const { world, status } = await poisoned((error, { id }) => {
      expect(id).toBe('poison');
      failed.push([world.clock.now(), error]);
    });
    const started = world.clock.now();
    await world.passTime(15 * SECOND);
    expect(await status()).toBe('completed');
    await world.passTime(DAY);
    const minutes = failed.map(([at]) => (at - started) / MINUTE);
    expect(minutes).toEqual([0, 1, 3, 7, 15, 31, 63, 127, 255, 511, 871, 1_231]);
    expect(String(failed[0]?.[1])).toContain("task kind 'unheard'");
  });

  it("throws the task's error without onTaskError, and keeps the task first", async () => {
    const { world, status } = await poisoned();
    await expect(world.engine.runDue(world.clock.now())).rejects.toThrow("task kind 'unheard'");
    await expect(world.passTime(15 * SECOND)).rejects.toThrow("task kind 'unheard'");
    expect(await status()).toBe('open');
  });

  it('rolls back what a failed task wrote', async () => {
    const errors: unknown[] = [];
    const world = new TestEngine({ onTaskError: (error) => errors.push(error) });
    const { test, organizationId } = await world.openOrganization();
    await world.createJob(test);
    await world.post('/v1/privacy/exports', test);
    await world.passTime(15 * SECOND);
    const remove = world.files.delete.bind(world.files);
    world.files.delete = () => Promise.reject(new Error('The disk is read-only'));
    const erasure = { target: 'organization', confirm_organization_id: organizationId };
    await world.post('/v1/privacy/erasures', test, erasure);
    await world.passTime(0);
    const left = () => {
      const { jobs, data_exports } = world.store.snapshot().tables;
      return [jobs.length, data_exports.length];
    };
    expect([String(errors[0]), left()]).toEqual(['Error: The disk is read-only', [1, 1]]);
    world.files.delete = remove;
    await world.passTime(MINUTE);
    expect([errors.length, left()]).toEqual([1, [0, 0]]);
  });

  it('leaves a task as it is when the store fails, and throws', async () => {
    const errors: unknown[] = [];
    const world = new TestEngine({ onTaskError: (error) => errors.push(error) });
    const { test } = await world.openOrganization();
    await world.post('/v1/privacy/exports', test);
    const before = world.store.snapshot().tasks;
    const transact = world.store.transact.bind(world.store);
    world.store.transact = async (work) => {
      await transact(async (tables) => {
        await work(tables);
        throw new UnavailableError('The commit failed');
      });
      throw new Error('Committed');
    };
    await expect(world.engine.runNext(world.clock.now())).rejects.toThrow('The commit failed');
    expect(world.store.snapshot().tasks).toEqual(before);
    expect(errors).toEqual([]);
  });

  it('leaves a task alone that another process has taken, as well as the task behind it', async () => {
    const reported: string[] = [];
    const { world } = await poisoned((_, { id }) => reported.push(id));
    const behind = { id: 'behind', kind: 'unheard', subject: 'x', data: {} };
    await world.transact(({ tables, now }) => tables.tasks.schedule({ ...behind, due_at: now }));
    const transact = world.store.transact.bind(world.store);
    let calls = 0;
    world.store.transact = async (work) => {
      calls += 1;
      if (calls === 2) await transact(({ tasks }) => tasks.take(world.clock.now()));
      return transact(work);
    };
    expect(await world.engine.runNext(world.clock.now())).toBe(true);
    expect(reported).toEqual(['poison']);
    const { tasks } = world.store.snapshot();
    expect(tasks.find(({ id }) => id === 'poison')).toBeUndefined();
    expect(tasks.find(({ id }) => id === 'behind')).toMatchObject({
      due_at: world.clock.now(),
      data: {},
    });
  });
});

describe('a sender that throws', () => {
  it('reports a sender that throws, and repeats the delivery when the lease ends', async () => {
    const errors: unknown[] = [];
    const world = new TestEngine({ onTaskError: (error) => errors.push(error) });
    const { test } = await world.openOrganization();
    await world.post('/v1/webhook_endpoints', test, {
      url: 'https://example.com/hook',
      events: ['job.cancelled'],
    });
    world.answerDelivery = ({ attempt }) => {
      if (attempt === 1) throw new Error('No socket');
      return { status_code: 200 };
    };
    const job = await world.createJob(test);
    await world.post(`/v1/jobs/${job.id}/cancel`, test);
    await world.passTime(HOUR);
    expect(errors).toHaveLength(1);
    expect(world.deliveries.map(({ attempt }) => attempt)).toEqual([1, 2]);
  });
});

describe('the delay after failures', () => {
  it('waits a minute, doubling, up to 6 hours', () => {
    expect([1, 2, 3, 9, 10, 50].map(delayAfterFailures)).toEqual([
      MINUTE,
      2 * MINUTE,
      4 * MINUTE,
      256 * MINUTE,
      6 * HOUR,
      6 * HOUR,
    ]);
  });
});
