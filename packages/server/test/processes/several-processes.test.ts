import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunningServer } from '../../src/start-server.ts';
import { databaseKinds } from '../../src/testing/databases.ts';
import {
  callServer,
  JOB,
  liftLimits,
  startTestServer,
  type TestServer,
} from '../support/test-server.ts';

const postgres = (await databaseKinds()).find(({ name }) => name === 'PostgreSQL');

describe.skipIf(postgres === undefined)('several servers on one database', () => {
  let first: TestServer;
  let second: RunningServer;
  let urls: readonly string[];

  beforeAll(async () => {
    if (postgres === undefined) return;
    first = await startTestServer(postgres);
    second = await first.startSecond();
    urls = [first.url, second.url];
    await liftLimits(first);
  });
  afterAll(async () => {
    await second?.close();
    await first?.close();
  });

  const at = (index: number) => urls[index % urls.length] ?? '';

  it('refuses a key at the next request once any process has revoked it', async () => {
    for (let round = 0; round < 5; round += 1) {
      const body = { name: 'Short-lived', environment: 'test' };
      const created = await callServer(at(round), 'POST', '/v1/api_keys', {
        key: first.live,
        body,
      });
      const { id, secret } = created.body;
      const used = await callServer(at(round + 1), 'GET', '/v1/jobs', { key: secret });
      expect(used.status).toBe(200);
      await callServer(at(round), 'POST', `/v1/api_keys/${id}/revoke`, { key: first.live });
      const refused = await callServer(at(round + 1), 'GET', '/v1/jobs', { key: secret });
      expect(refused.status).toBe(401);
    }
  });

  it('tells a revoked key nothing but that it is revoked, and runs nothing for it', async () => {
    const body = { name: 'Narrow', environment: 'test', scopes: ['jobs:read', 'jobs:write'] };
    const { body: created } = await callServer(at(0), 'POST', '/v1/api_keys', {
      key: first.live,
      body,
    });
    const key = created.secret;
    const ask = (method: string, path: string, sent?: unknown) =>
      callServer(at(1), method, path, { key, body: sent });
    const { body: before } = await ask('GET', '/v1/jobs');
    expect((await ask('GET', '/v1/jobs?limit=0')).status).toBe(400);
    expect((await ask('GET', '/v1/billing/credits')).status).toBe(403);
    await callServer(at(0), 'POST', `/v1/api_keys/${created.id}/revoke`, { key: first.live });
    for (const refused of [
      () => ask('POST', '/v1/jobs', JOB),
      () => ask('POST', '/v1/jobs', {}),
      () => ask('GET', '/v1/jobs?limit=0'),
      () => ask('GET', '/v1/billing/credits'),
      () => ask('GET', '/v1/jobs/job_unknown'),
    ]) {
      const { status, body: error } = await refused();
      expect(status).toBe(401);
      expect(error.error.type).toBe('authentication_error');
    }
    const { body: after } = await callServer(at(1), 'GET', '/v1/jobs', { key: first.test });
    expect(after.data).toEqual(before.data);
  });

  it('follows a changed organization at the next request of another process, which counts once', async () => {
    const limits = (perMinute: number) =>
      first.database.script([
        `UPDATE organizations SET custom_limits = '{"per_minute":${perMinute},"per_hour":1000000}' WHERE id = '${first.organizationId}'`,
      ]);
    const counted = async (method: string, path: string, body?: unknown) => {
      const { headers, status } = await callServer(at(1), method, path, { key: first.test, body });
      expect(status).toBeLessThan(300);
      const limit = Number(headers.get('x-ratelimit-limit'));
      return { limit, used: limit - Number(headers.get('x-ratelimit-remaining')) };
    };
    for (const [method, path, body] of [
      ['GET', '/v1/jobs', undefined],
      ['POST', '/v1/jobs', JOB],
    ] as const) {
      await limits(50_000);
      const before = await counted(method, path, body);
      // Another version of the same limits.
      await limits(50_000);
      const after = await counted(method, path, body);
      expect(after).toEqual({ limit: 50_000, used: before.used + 1 });
    }
    await limits(60_000);
    expect((await counted('GET', '/v1/jobs')).limit).toBe(60_000);
    await liftLimits(first);
  });

  it('runs one of two requests with one Idempotency-Key and different bodies, and refuses the other', async () => {
    for (let round = 0; round < 5; round += 1) {
      const idempotencyKey = randomUUID();
      const answers = await Promise.all(
        [1, 2, 1, 2].map((files_needed, index) =>
          callServer(at(index), 'POST', '/v1/jobs', {
            key: first.test,
            idempotencyKey,
            body: { ...JOB, files_needed },
          }),
        ),
      );
      const created = answers.filter(({ status }) => status === 201);
      expect(created).toHaveLength(2);
      expect(new Set(created.map(({ body }) => body.id)).size).toBe(1);
      expect(answers.filter(({ status }) => status === 409)).toHaveLength(2);
    }
  });

  it('shows what one process has committed to a request that another receives afterwards', async () => {
    for (let round = 0; round < 5; round += 1) {
      const options = { key: first.test, body: JOB };
      const { body } = await callServer(at(round), 'POST', '/v1/jobs', options);
      const path = `/v1/jobs/${body.id}`;
      const seen = await callServer(at(round + 1), 'GET', path, { key: first.test });
      expect(seen.status).toBe(200);
      await callServer(at(round + 1), 'POST', `${path}/cancel`, { key: first.test });
      const cancelled = await callServer(at(round), 'GET', path, { key: first.test });
      expect(cancelled.body.status).toBe('cancelled');
    }
  });

  it('never exceeds the job limit of a free organization, however many requests create one', async () => {
    const signup = { name: 'Free', email: 'dev@free.example' };
    const { body: account } = await callServer(at(0), 'POST', '/v1/auth/signup', { body: signup });
    const key = account.api_key;
    const create = (_: unknown, index: number) =>
      callServer(at(index), 'POST', '/v1/jobs', { key, body: JOB });
    const answers = await Promise.all(Array.from({ length: 12 }, create));
    const rows = await first.database.execute(
      `SELECT count(*) AS count FROM jobs WHERE organization_id = '${account.organization_id}'`,
    );
    const made = answers.filter(({ status }) => status === 201).length;
    expect(Number(rows[0]?.count)).toBe(made);
    const refused = answers.filter(({ status }) => status !== 201);
    expect(made).toBeGreaterThan(0);
    expect(new Set(refused.map(({ body }) => body.error.type))).toEqual(
      new Set(['free_tier_job_limit']),
    );
    const again = await callServer(at(1), 'POST', '/v1/jobs', { key, body: JOB });
    expect(again.body.error.type).toBe('free_tier_job_limit');
  });
});
