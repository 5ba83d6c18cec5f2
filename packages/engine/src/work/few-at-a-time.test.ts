import { describe, expect, it } from 'vitest';
import { MINUTE, SECOND, TestEngine } from '../testing/test-engine.ts';

const SIGNUPS = 8;

/** A world whose mail server hangs, with more mails than may be sent at a time, and with a job behind them. */
async function begin() {
  const hanging: (() => void)[] = [];
  const sendConfirmation = () => new Promise<void>((resolve) => hanging.push(resolve));
  const world = new TestEngine({ onTaskError: () => {} }, { mailer: { sendConfirmation } });
  for (let signup = 0; signup < SIGNUPS; signup += 1) {
    const body = { name: 'New', email: `n${signup}@a.example` };
    await world.call('POST', '/v1/auth/signup', { body, ip: `192.0.2.${signup}` });
  }
  const { test } = await world.openOrganization();
  const job = await world.createJob(test);
  const lane = async () => {
    while (await world.engine.tasks.runNext(world.clock.now()));
  };
  /** Opens as many lanes as a server has, and returns once only those that wait are left. */
  const work = async () => {
    let idle = 0;
    const lanes = Array.from({ length: SIGNUPS }, () => lane().then(() => (idle += 1)));
    while (idle + hanging.length < SIGNUPS) await Promise.resolve();
    return lanes;
  };
  return {
    world,
    hanging,
    work,
    statusOfJob: async () => (await world.get(`/v1/jobs/${job.id}`, test)).body.status,
  };
}

describe('tasks that wait for a service that hangs', () => {
  it('leave lanes to the others', async () => {
    const { world, hanging, work, statusOfJob } = await begin();
    await work();
    expect(hanging).toHaveLength(2);
    for (let second = 0; second < 15; second += 1) {
      world.clock.set(world.clock.now() + SECOND);
      while (await world.engine.tasks.runNext(world.clock.now()));
    }
    expect(await statusOfJob()).toBe('completed');
    expect(hanging).toHaveLength(2);
  });

  it('are all done once it responds again', async () => {
    const { world, hanging, work } = await begin();
    const lanes = await work();
    let sent = 0;
    const respond = () => {
      for (const resolve of hanging.splice(0)) {
        resolve();
        sent += 1;
      }
    };
    respond();
    await Promise.all(lanes);
    for (let second = 0; second < 60 && sent < SIGNUPS; second += 1) {
      world.clock.set(world.clock.now() + SECOND);
      const next = Promise.all([work()].map(async (opened) => Promise.all(await opened)));
      for (let turn = 0; turn < 500; turn += 1) {
        await Promise.resolve();
        respond();
      }
      await next;
    }
    expect(sent).toBe(SIGNUPS);
    expect(world.clock.now()).toBeLessThan(Date.parse('2026-01-01T00:00:00Z') + MINUTE);
  });
});
