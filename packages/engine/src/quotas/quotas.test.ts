import { beforeEach, describe, expect, it } from 'vitest';
import { grantLot } from '../credits/lots/grant-lot.ts';
import { createEngine } from '../engine.ts';
import { scheduleSweep } from '../retention/sweep.ts';
import type { OrganizationRecord } from '../store/records.ts';
import { DAY, HOUR, JOB, SECOND, type TestAccount, TestEngine } from '../testing/test-engine.ts';
import { overrideQuotas, type QuotaOverrides } from './limits/quota-limit.ts';
import { quotaTable } from './limits/quota-table.ts';

const ENDPOINT = { url: 'https://receiver.example/hooks', events: ['job.cancelled'] };
/** Requests are not what is limited here. */
const NO_RATE_LIMIT = { custom_limits: { per_minute: 1_000_000, per_hour: 1_000_000 } };

let world: TestEngine;
let account: TestAccount;

async function begin(free: QuotaOverrides['free'] = {}, tier: OrganizationRecord['tier'] = 'free') {
  world = new TestEngine({ quotas: overrideQuotas({ free }) });
  account = await world.openOrganization({ tier, ...NO_RATE_LIMIT });
  await world.transact((work) => scheduleSweep(work, account.organizationId));
}

beforeEach(() => begin());

async function quotasOf(key = account.test) {
  const { body } = await world.get('/v1/organization/settings', key);
  return Object.fromEntries(
    body.quotas.map(({ name, ...quota }: { name: string }) => [name, quota]),
  );
}

async function expectRefused(
  response: Promise<{ status: number; headers: Headers; body: unknown }>,
  quota: object,
) {
  const { status, headers, body } = await response;
  expect([status, body]).toMatchObject([429, { error: { type: 'quota_exceeded', quota } }]);
  return headers.get('retry-after');
}

const createKey = (key = account.test) => world.post('/v1/api_keys', key, { name: 'x' });
const createEndpoint = (key = account.test) => world.post('/v1/webhook_endpoints', key, ENDPOINT);
const createJob = (fields: object = {}, key = account.test) =>
  world.post('/v1/jobs', key, { ...JOB, ...fields });
const createExport = (key = account.test) => world.post('/v1/privacy/exports', key);

describe('a quota', () => {
  it('allows API keys up to its limit, and makes room when one is deleted', async () => {
    const created: string[] = [];
    for (let used = 1; used < 20; used += 1) {
      const { status, body } = await createKey();
      expect(status).toBe(201);
      created.push(body.id);
    }
    const retryAfter = await expectRefused(createKey(), {
      name: 'api_keys',
      limit: 20,
      used: 20,
      requested: 1,
      resets_at: null,
    });
    expect(retryAfter).toBeNull();
    await world.post(`/v1/api_keys/${created[0]}/revoke`, account.test);
    expect((await createKey()).status).toBe(429);
    await world.call('DELETE', `/v1/api_keys/${created[0]}`, { key: account.test });
    expect((await createKey()).status).toBe(201);
  });

  it('states in its message what is used, how to make room, and what a higher tier has', async () => {
    for (let used = 0; used < 10; used += 1) await createEndpoint();
    const { body } = await createEndpoint();
    expect(body.error.message).toBe(
      'Quota webhook_endpoints: 10 of 10 are used, and this needs 1 more. Delete endpoints that are no longer used, or purchase credits: the standard tier has a limit of 100',
    );
  });

  it('counts each environment separately, so that a leaked test key cannot stop live traffic', async () => {
    for (let used = 0; used < 10; used += 1) await createEndpoint();
    expect((await createEndpoint()).status).toBe(429);
    expect((await createEndpoint(account.live)).status).toBe(201);
  });

  it('counts a test key that a live key creates in the environment of the new key', async () => {
    for (let used = 1; used < 20; used += 1) await createKey();
    const request = { name: 'x', environment: 'test' };
    expect((await world.post('/v1/api_keys', account.live, request)).status).toBe(429);
    expect((await createKey(account.live)).status).toBe(201);
  });

  it('counts active jobs until they end', async () => {
    await begin({ active_jobs: 2 });
    const first = await world.createJob(account.test);
    await createJob();
    await expectRefused(createJob(), { name: 'active_jobs', limit: 2, used: 2, requested: 1 });
    await world.post(`/v1/jobs/${first.id}/cancel`, account.test);
    expect((await createJob()).status).toBe(201);
    expect((await createJob()).status).toBe(429);
    await world.passTime(15 * SECOND);
    expect((await createJob()).status).toBe(201);
  });

  it('counts the files that active test jobs need, not those of live jobs', async () => {
    await begin({ open_files: 100 });
    expect((await createJob({ files_needed: 60 })).status).toBe(201);
    await expectRefused(createJob({ files_needed: 41 }), {
      name: 'open_files',
      limit: 100,
      used: 60,
      requested: 41,
    });
    expect((await createJob({ files_needed: 40 })).status).toBe(201);
    expect((await createJob({ files_needed: 1 })).status).toBe(429);
    await world.passTime(15 * SECOND);
    expect((await createJob({ files_needed: 100 })).status).toBe(201);
  });

  it('counts the bytes of jobs until their content is deleted after 90 days', async () => {
    const files = JOB.files_needed * 4_096;
    const texts = JSON.stringify([null, JOB.description, null, null, null, {}, null]).length;
    await begin({ stored_bytes: 2 * (files + texts) });
    await createJob();
    await createJob();
    const used = 2 * (files + texts);
    await expectRefused(createJob(), { name: 'stored_bytes', used, requested: files + texts });
    expect((await quotasOf()).stored_bytes).toEqual({ limit: used, used, resets_at: null });
    await world.passTime(89 * DAY);
    expect((await createJob()).status).toBe(429);
    await world.passTime(3 * DAY);
    expect((await quotasOf()).stored_bytes.used).toBe(0);
    expect((await createJob()).status).toBe(201);
  });

  it('counts more bytes for each endpoint that is enabled when the job is created', async () => {
    await begin({});
    await createJob({ files_needed: 10 });
    const without = (await quotasOf()).stored_bytes.used;
    await createEndpoint();
    await createEndpoint();
    await createJob({ files_needed: 10 });
    expect((await quotasOf()).stored_bytes.used - 2 * without).toBe(10 * 2 * 512);
  });

  it('makes room in stored bytes when a job is erased', async () => {
    const { id } = await world.createJob(account.test);
    expect((await quotasOf()).stored_bytes.used).toBeGreaterThan(0);
    await world.post('/v1/privacy/erasures', account.test, { target: 'job', job_id: id });
    await world.passTime(SECOND);
    expect((await quotasOf()).stored_bytes.used).toBe(0);
  });

  it('counts data exports in stored bytes until they expire, and refuses none for them', async () => {
    await begin({ stored_bytes: 1 });
    await createExport();
    await world.passTime(SECOND);
    const { used } = (await quotasOf()).stored_bytes;
    expect(used).toBeGreaterThan(100);
    expect((await createExport()).status).toBe(201);
    await world.passTime(9 * DAY);
    expect((await quotasOf()).stored_bytes.used).toBe(0);
  });

  it('counts exports by UTC day, with Retry-After until the next one', async () => {
    for (let used = 0; used < 5; used += 1) {
      expect((await createExport()).status).toBe(201);
      await world.passTime(HOUR / 5);
    }
    const retryAfter = await expectRefused(createExport(), {
      name: 'exports_per_day',
      limit: 5,
      used: 5,
      requested: 1,
      resets_at: '2026-01-02T00:00:00.000Z',
    });
    expect(retryAfter).toBe(String((23 * HOUR) / 1_000));
    await world.passTime(23 * HOUR - 1);
    expect((await createExport()).status).toBe(429);
    await world.passTime(1);
    expect((await createExport()).status).toBe(201);
    expect((await quotasOf()).exports_per_day).toEqual({
      limit: 5,
      used: 1,
      resets_at: '2026-01-03T00:00:00.000Z',
    });
  });

  it('counts what live jobs hold by UTC day, also when they are cancelled', async () => {
    await begin({ spend_cents_per_day: 300 });
    await world.transact(async (work) => {
      const lot = { source: 'free_tier', amount_cents: 10_000, description: 'Test' } as const;
      await grantLot(work, account.organizationId, lot);
    });
    for (let made = 0; made < 2; made += 1) {
      const { id } = await world.createJob(account.live);
      await world.post(`/v1/jobs/${id}/cancel`, account.live);
    }
    const quota = { name: 'spend_cents_per_day', limit: 300, used: 300, requested: 150 };
    await expectRefused(createJob({}, account.live), quota);
    expect((await createJob()).status).toBe(201);
    await world.passTime(DAY);
    expect((await createJob({}, account.live)).status).toBe(201);
  });

  it('counts replays by hour', async () => {
    await begin({ replays_per_hour: 2 });
    await createEndpoint();
    const { id } = await world.createJob(account.test);
    await world.post(`/v1/jobs/${id}/cancel`, account.test);
    const { body } = await world.get('/v1/webhook_events', account.test);
    const replay = () => world.post(`/v1/webhook_events/${body.data[0].id}/replay`, account.test);
    expect((await replay()).status).toBe(200);
    expect((await replay()).status).toBe(200);
    const quota = { name: 'replays_per_hour', resets_at: '2026-01-01T01:00:00.000Z' };
    expect(await expectRefused(replay(), quota)).toBe('3600');
    await world.passTime(HOUR);
    expect((await replay()).status).toBe(200);
  });

  it('changes nothing when it refuses, and lets the same Idempotency-Key succeed later', async () => {
    await begin({ active_jobs: 1 });
    const { id } = await world.createJob(account.test);
    const before = JSON.stringify(world.store.snapshot());
    const retry = () => world.post('/v1/jobs', account.test, JOB, { idempotencyKey: 'later' });
    expect((await retry()).status).toBe(429);
    const { usage_records: _, ...tables } = world.store.snapshot().tables;
    const { usage_records: __, ...earlier } = JSON.parse(before).tables;
    expect(JSON.parse(JSON.stringify(tables))).toEqual(earlier);
    await world.post(`/v1/jobs/${id}/cancel`, account.test);
    const { status, headers } = await retry();
    expect([status, headers.get('idempotent-replayed')]).toEqual([201, null]);
  });

  it('admits one of two concurrent requests that both fit alone', async () => {
    await begin({ active_jobs: 2 });
    await createJob();
    const both = await Promise.all([createJob(), createJob()]);
    expect(both.map(({ status }) => status).sort()).toEqual([201, 429]);
  });
});

describe('quotas of a tier', () => {
  it('lists quotas in the settings with what is used', async () => {
    await createJob();
    const quotas = await quotasOf();
    expect(Object.keys(quotas)).toEqual(Object.keys(quotaTable.free));
    for (const [name, { limit }] of Object.entries(quotas) as [never, { limit: number }][]) {
      expect([name, limit]).toEqual([name, quotaTable.free[name]]);
    }
    expect(quotas).toMatchObject({
      api_keys: { used: 1 },
      active_jobs: { used: 1 },
      open_files: { used: 3 },
      exports_per_day: { used: 0, resets_at: null },
    });
    expect((await quotasOf(account.live)).active_jobs.used).toBe(0);
  });

  it('shows neither a limit nor a count where the tier has none', async () => {
    await begin({}, 'enterprise');
    for (let made = 0; made < 101; made += 1) await world.createJob(account.test);
    expect((await quotasOf()).active_jobs).toEqual({ limit: null, used: null, resets_at: null });
    expect(world.store.snapshot().tables.quota_usage).toEqual([]);
  });

  const change = (tier: OrganizationRecord['tier']) =>
    world.transact(async ({ tables: { organizations } }) => {
      const found = await organizations.get(account.organizationId);
      if (found !== undefined) await organizations.update({ ...found, tier });
    });

  it('counts stored bytes from what exists when an organization loses a tier without a limit', async () => {
    await createJob();
    const one = (await quotasOf()).stored_bytes.used;
    await change('enterprise');
    await createJob();
    await change('free');
    expect((await quotasOf()).stored_bytes.used).toBe(2 * one);
    await createJob();
    expect((await quotasOf()).stored_bytes.used).toBe(3 * one);
  });

  it('drops the count that another process made while there was a limit, within a minute', async () => {
    const other = createEngine(world.ports);
    const createInOther = () =>
      other.fetch(
        new Request('https://api.example/v1/jobs', {
          method: 'POST',
          headers: {
            authorization: `Bearer ${account.test}`,
            'content-type': 'application/json',
            'idempotency-key': 'in-other',
          },
          body: JSON.stringify(JOB),
        }),
      );
    const counted = () => world.store.snapshot().tables.quota_usage.length;
    await change('enterprise');
    await createJob();
    await change('free');
    expect((await createInOther()).status).toBe(201);
    expect(counted()).toBe(3);
    await change('enterprise');
    await world.passTime(60 * SECOND);
    await createJob();
    expect(counted()).toBe(0);
  });

  it('leaves no quota usage behind when the organization is erased', async () => {
    await createJob();
    await createExport();
    const confirm = { target: 'organization', confirm_organization_id: account.organizationId };
    await world.post('/v1/privacy/erasures', account.live, confirm);
    await world.passTime(HOUR);
    expect(world.store.snapshot().tables.quota_usage).toEqual([]);
  });
});
