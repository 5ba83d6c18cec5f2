import { beforeEach, describe, expect, it, vi } from 'vitest';
import { UnavailableError } from '../errors/port-errors.ts';
import { SECOND, type TestAccount, TestEngine, type TestResponse } from '../testing/test-engine.ts';

let world: TestEngine;
let account: TestAccount;

beforeEach(async () => {
  world = new TestEngine();
  account = await world.openOrganization();
});

/** Sends a long poll and lets it start waiting. */
async function poll(id: string, prefer: string, signal?: AbortSignal) {
  const headers = { prefer };
  let response: TestResponse | undefined;
  const responded = world
    .get(`/v1/jobs/${id}`, account.test, { headers, ...(signal && { signal }) })
    .then((given) => {
      response = given;
      return given;
    });
  await settle();
  return { responded, isWaiting: () => response === undefined };
}

/** Promises only: nothing here waits for real time. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 100; turn += 1) await Promise.resolve();
}

describe('GET /v1/jobs/{id} with Prefer: wait', () => {
  it('responds as soon as the status changes', async () => {
    const job = await world.createJob(account.test);
    const { responded, isWaiting } = await poll(job.id, 'wait=30');
    expect(isWaiting()).toBe(true);
    await world.passTime(3 * SECOND);
    const { body, headers } = await responded;
    expect(body.status).toBe('filled');
    expect(headers.get('preference-applied')).toBe('wait=30');
  });

  it('keeps waiting when a change leaves the status as it is', async () => {
    const job = await world.createJob(account.test);
    const { isWaiting } = await poll(job.id, 'wait=30');
    await world.passTime(2 * SECOND);
    const { files_pending } = (await world.get(`/v1/jobs/${job.id}`, account.test)).body;
    expect(files_pending).toBeGreaterThan(0);
    expect(isWaiting()).toBe(true);
  });

  it('responds at the deadline when nothing changes', async () => {
    const job = await world.createJob(account.test);
    await world.passTime(3 * SECOND);
    const { responded, isWaiting } = await poll(job.id, 'wait=2');
    await world.passTime(2 * SECOND - 1);
    await settle();
    expect(isWaiting()).toBe(true);
    await world.passTime(1);
    const { body, headers } = await responded;
    expect(body.status).toBe('filled');
    expect(headers.get('preference-applied')).toBe('wait=2');
  });

  it('responds at once for a job that is completed or cancelled', async () => {
    const completed = await world.createJob(account.test);
    await world.passTime(15 * SECOND);
    const cancelled = await world.createJob(account.test);
    await world.post(`/v1/jobs/${cancelled.id}/cancel`, account.test);
    for (const { id } of [completed, cancelled]) {
      const { responded } = await poll(id, 'wait=60');
      expect((await responded).headers.get('preference-applied')).toBe('wait=60');
    }
  });

  it('stops waiting when the client disconnects', async () => {
    const job = await world.createJob(account.test);
    const client = new AbortController();
    const { responded } = await poll(job.id, 'wait=60', client.signal);
    client.abort();
    expect((await responded).body.status).toBe('open');
    expect(world.clock.nextWake()).toBeUndefined();
  });

  it('leaves no waiter on the clock', async () => {
    const job = await world.createJob(account.test);
    const { responded } = await poll(job.id, 'wait=60');
    expect(world.clock.nextWake()).toBe(world.clock.now() + 60 * SECOND);
    await world.post(`/v1/jobs/${job.id}/cancel`, account.test);
    expect((await responded).body.status).toBe('cancelled');
    expect(world.clock.nextWake()).toBeUndefined();
  });

  it('responds with 503 when the store fails while it waits', async () => {
    const job = await world.createJob(account.test);
    const { responded } = await poll(job.id, 'wait=60');
    const read = vi
      .spyOn(world.store, 'read')
      .mockRejectedValue(new UnavailableError('The database went away'));
    await world.store.transact(async ({ jobs }) => {
      const record = await jobs.get(job.id);
      if (record !== undefined) await jobs.update({ ...record, status: 'cancelled' });
    });
    const { status, headers } = await responded;
    read.mockRestore();
    expect([status, headers.get('retry-after')]).toEqual([503, expect.any(String)]);
    expect(world.clock.nextWake()).toBeUndefined();
  });

  it('does not wait for a job that the caller may not see', async () => {
    const stranger = await world.openOrganization();
    const foreign = await world.createJob(stranger.test);
    const { responded } = await poll(foreign.id, 'wait=60');
    expect((await responded).status).toBe(404);
  });

  it('accepts wait among other preferences, and quoted', async () => {
    const job = await world.createJob(account.test);
    const { responded } = await poll(job.id, 'respond-async, wait="0"');
    expect((await responded).headers.get('preference-applied')).toBe('wait=0');
  });

  it('responds at once, without having waited, when a hundred requests of the organization wait', async () => {
    const job = await world.createJob(account.test);
    const polls = await Promise.all(Array.from({ length: 101 }, () => poll(job.id, 'wait=60')));
    const responded = polls.filter(({ isWaiting }) => !isWaiting());
    expect(responded.length).toBeGreaterThan(0);
    for (const { responded: response } of responded) {
      const { status, headers } = await response;
      expect([status, headers.get('preference-applied')]).toEqual([200, null]);
    }
    const stranger = await world.openOrganization();
    const other = await world.createJob(stranger.test);
    const waited = world.get(`/v1/jobs/${other.id}`, stranger.test, {
      headers: { prefer: 'wait=60' },
    });
    await settle();
    await world.post(`/v1/jobs/${other.id}/cancel`, stranger.test);
    expect((await waited).headers.get('preference-applied')).toBe('wait=60');
    await world.post(`/v1/jobs/${job.id}/cancel`, account.test);
    await Promise.all(polls.map(({ responded: response }) => response));
    const after = await world.createJob(account.test);
    expect((await poll(after.id, 'wait=60')).isWaiting()).toBe(true);
  });

  it('refuses to wait longer than 60 seconds', async () => {
    const job = await world.createJob(account.test);
    const { status, body } = await (await poll(job.id, 'wait=61')).responded;
    expect([status, body.error.details[0].field]).toEqual([400, 'Prefer']);
  });

  it('ignores preferences that are not about waiting', async () => {
    const job = await world.createJob(account.test);
    const { headers } = await (await poll(job.id, 'return=minimal')).responded;
    expect(headers.get('preference-applied')).toBeNull();
  });
});
