import { beforeEach, describe, expect, it } from 'vitest';
import { JOB, MINUTE, type TestAccount, TestEngine } from '../testing/test-engine.ts';

let world: TestEngine;
let account: TestAccount;

beforeEach(async () => {
  world = new TestEngine();
  account = await world.openOrganization();
});

const records = async (key = account.test) =>
  (await world.get('/v1/usage/requests', key)).body.data;

describe('listUsage', () => {
  it('shows each authenticated request, newest first, with an anonymised client', async () => {
    await world.get('/v1/jobs/job_x', account.test, { ip: '192.0.2.1' });
    await world.passTime(MINUTE);
    await world.createJob(account.test);
    const [create, get] = await records();
    expect(get).toEqual({
      object: 'usage_record',
      id: expect.stringMatching(/^req_/),
      operation: 'getJob',
      method: 'GET',
      path: '/v1/jobs/{id}',
      status: 404,
      duration_seconds: 0,
      credits_cents: 0,
      api_key_id: expect.stringMatching(/^key_/),
      environment: 'test',
      client: expect.stringMatching(/^[0-9a-f]{16}$/),
      created_at: '2026-01-01T00:00:00.000Z',
    });
    expect(create).toMatchObject({ operation: 'createJob', status: 201, client: 'unknown' });
  });

  it('identifies a client by the same name for one day, and by another the next', async () => {
    const ask = () => world.get('/v1/jobs', account.test, { ip: '192.0.2.1' });
    await ask();
    await ask();
    await world.get('/v1/jobs', account.test, { ip: '192.0.2.2' });
    await world.passTime(24 * 60 * MINUTE);
    await ask();
    const [nextDay, other, again, first] = (await records()).map(
      ({ client }: { client: string }) => client,
    );
    expect(again).toBe(first);
    expect(new Set([nextDay, other, first]).size).toBe(3);
  });

  it('counts the credits that a live job holds, and none for a test job, a refusal or a replay', async () => {
    const { body } = await world.call('POST', '/v1/auth/signup', {
      body: { name: 'New', email: 'new@example.com' },
    });
    const live = body.api_key;
    const call = { idempotencyKey: 'k1' };
    await world.post('/v1/jobs', live, { ...JOB, price_per_file_cents: 5_000 });
    await world.post('/v1/jobs', live, JOB, call);
    await world.post('/v1/jobs', live, JOB, call);
    await world.createJob(account.test);
    const spent = (await records(live)).map(
      ({ credits_cents }: { credits_cents: number }) => credits_cents,
    );
    expect(spent).toEqual([0, 150, 0]);
    expect((await records())[0].credits_cents).toBe(0);
  });

  it('leaves out requests that cannot be attributed to a key', async () => {
    await world.get('/v1/jobs', 'wrong');
    await world.get('/v1/unknown', account.test);
    expect(await records()).toEqual([]);
  });
});

describe('getUsageSummary', () => {
  it('returns zeros and nulls before the first request', async () => {
    const { body } = await world.get('/v1/usage/summary', account.test);
    expect(body).toMatchObject({
      object: 'usage_summary',
      total_requests: 0,
      mean_duration_seconds: null,
      p95_duration_seconds: null,
      by_operation: [],
      by_api_key: [],
    });
  });

  it('counts by operation and by key, most requests first', async () => {
    const { id, secret } = await world.issueKey(account.organizationId);
    await world.get('/v1/jobs/job_x', secret);
    for (let count = 0; count < 2; count += 1) await world.get('/v1/jobs', secret);
    await world.get('/v1/jobs', account.test);
    const { body } = await world.get('/v1/usage/summary', account.test);
    expect(body).toMatchObject({
      total_requests: 4,
      failed_requests: 1,
      rate_limited_requests: 0,
      by_operation: [
        { operation: 'listJobs', requests: 3, failed_requests: 0 },
        { operation: 'getJob', requests: 1, failed_requests: 1 },
      ],
    });
    expect(body.by_api_key[0]).toEqual({ api_key_id: id, requests: 3, failed_requests: 1 });
  });

  it('counts rate-limited requests separately', async () => {
    const limits = { tier: 'enterprise', custom_limits: { per_minute: 2, per_hour: 9 } } as const;
    const limited = await world.openOrganization(limits);
    for (let count = 0; count < 3; count += 1) await world.get('/v1/jobs', limited.test);
    await world.passTime(MINUTE);
    const { body } = await world.get('/v1/usage/summary', limited.test);
    expect(body).toMatchObject({ failed_requests: 1, rate_limited_requests: 1 });
  });

  it('measures durations by the clock', async () => {
    const job = await world.createJob(account.test);
    const headers = { prefer: 'wait=30' };
    const polling = world.get(`/v1/jobs/${job.id}`, account.test, { headers });
    for (let turn = 0; turn < 100; turn += 1) await Promise.resolve();
    await world.passTime(3_000);
    await polling;
    const { body } = await world.get('/v1/usage/summary', account.test);
    expect(body).toMatchObject({ mean_duration_seconds: 1.5, p95_duration_seconds: 3 });
  });
});
