import { randomUUID } from 'node:crypto';
import { until } from '@firsthandapi/test-support/until';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { RunningServer } from '../../src/start-server.ts';
import { databaseKinds } from '../../src/testing/databases.ts';
import { startReceiver } from '../support/receiver.ts';
import {
  callServer,
  JOB,
  liftLimits,
  startTestServer,
  type TestServer,
} from '../support/test-server.ts';

const postgres = (await databaseKinds()).find(({ name }) => name === 'PostgreSQL');
const SERVERS = 4;

describe.skipIf(postgres === undefined)('four servers that race on one database', () => {
  let first: TestServer;
  const others: RunningServer[] = [];
  let urls: readonly string[];

  beforeAll(async () => {
    if (postgres === undefined) return;
    first = await startTestServer(postgres);
    for (let count = 1; count < SERVERS; count += 1) others.push(await first.startSecond());
    urls = [first.url, ...others.map(({ url }) => url)];
    await liftLimits(first);
  });
  // What has no valid key is limited by address: 60 requests a minute, and 600 an hour.
  beforeEach(() => first.clock.advance(60 * 60 * 1_000));
  afterAll(async () => {
    for (const other of others) await other.close();
    await first?.close();
  });

  const at = (index: number) => urls[index % urls.length] ?? '';

  /** Signs up an organization with $2.50, whose requests are not limited. */
  async function signUp(tier: 'free' | 'enterprise') {
    const email = `${randomUUID()}@acme.example`;
    const { body } = await callServer(at(0), 'POST', '/v1/auth/signup', {
      body: { name: 'Acme', email },
    });
    const { organization_id: id, api_key: key } = body;
    await first.database.script([
      `UPDATE organizations SET tier = '${tier}',
        custom_limits = '{"per_minute":1000000,"per_hour":1000000}' WHERE id = '${id}'`,
    ]);
    return { id, key };
  }

  /** Creates jobs through all servers at the same time, and returns how often each status was returned. */
  async function createTogether(count: number, key: string, price_per_file_cents: number) {
    const statuses = await Promise.all(
      Array.from({ length: count }, async (_, index) => {
        const body = { ...JOB, price_per_file_cents };
        return (await callServer(at(index), 'POST', '/v1/jobs', { key, body })).status;
      }),
    );
    const times = (status: number) => statuses.filter((each) => each === status).length;
    return Object.fromEntries([...new Set(statuses)].map((status) => [status, times(status)]));
  }

  async function one(statement: string) {
    const [row] = await first.database.execute(statement);
    return Object.values(row ?? {}).map(Number);
  }

  it('holds no more credits than there are', async () => {
    const { id, key } = await signUp('enterprise');
    expect(await createTogether(60, key, 25)).toEqual({ 201: 10, 402: 50 });
    const of = `organization_id = '${id}'`;
    const books = await one(`SELECT (SELECT count(*) FROM jobs WHERE ${of}) AS jobs,
      (SELECT sum(remaining_cents) FROM credit_lots WHERE ${of}) AS lots,
      (SELECT sum(held_cents) FROM credit_holds WHERE ${of}) AS holds,
      (SELECT sum(amount_cents) FROM ledger_entries WHERE ${of}) AS entries`);
    expect(books).toEqual([10, 0, 250, 0]);
  });

  it('gives the one job of the free tier to one request', async () => {
    for (let round = 0; round < 3; round += 1) {
      const { key } = await signUp('free');
      expect(await createTogether(16, key, 10)).toEqual({ 201: 1, 403: 15 });
    }
  });

  it('runs one of the bodies that are sent with one Idempotency-Key', async () => {
    for (let round = 0; round < 5; round += 1) {
      const idempotencyKey = randomUUID();
      const answers = await Promise.all(
        Array.from({ length: 2 * SERVERS }, async (_, index) => {
          const body = { ...JOB, files_needed: 1 + Math.floor(index / SERVERS) };
          const options = { key: first.test, idempotencyKey, body };
          return callServer(at(index), 'POST', '/v1/jobs', options);
        }),
      );
      const created = answers.filter(({ status }) => status === 201);
      expect(new Set(created.map(({ body }) => body.id)).size).toBe(1);
      expect(created).toHaveLength(SERVERS);
      expect(answers.filter(({ status }) => status === 409)).toHaveLength(SERVERS);
    }
  });

  it('runs nothing for a key on any server once it is revoked on one', async () => {
    for (let round = 0; round < 2; round += 1) {
      const { body: made } = await callServer(at(round), 'POST', '/v1/api_keys', {
        key: first.live,
        body: { name: 'Raced', environment: 'test' },
      });
      const create = (index: number) =>
        callServer(at(index), 'POST', '/v1/jobs', { key: made.secret, body: JOB });
      // Every server has seen the key.
      await Promise.all(urls.map((_, index) => create(index)));
      const raced = Promise.all(Array.from({ length: 12 }, (_, index) => create(index)));
      const path = `/v1/api_keys/${made.id}/revoke`;
      expect((await callServer(at(round), 'POST', path, { key: first.live })).status).toBe(204);
      const later = await Promise.all(Array.from({ length: 8 }, (_, index) => create(index)));
      expect(new Set(later.map(({ status }) => status))).toEqual(new Set([401]));
      const statuses = new Set((await raced).map(({ status }) => status));
      expect([201, 401]).toEqual(expect.arrayContaining([...statuses]));
    }
  });

  it('orders one automatic top-up, however many jobs make it due', async () => {
    const { id, key } = await signUp('enterprise');
    const body = {
      auto_topup_enabled: true,
      auto_topup_threshold_cents: 200,
      auto_topup_amount_cents: 1_000,
    };
    await callServer(at(0), 'PATCH', '/v1/organization/settings', { key, body });
    expect(await createTogether(20, key, 10)).toEqual({ 201: 20 });
    const topups = () =>
      one(`SELECT count(*) FROM credit_purchases WHERE organization_id = '${id}' AND auto_topup`);
    await until('the top-up is paid', async () => {
      const { body: credits } = await callServer(at(1), 'GET', '/v1/billing/credits', { key });
      return credits.available_cents === 1_050;
    });
    expect(await topups()).toEqual([1]);
  });

  it('makes each delivery once, and leaves every event delivered', async () => {
    const receiver = await startReceiver();
    const key = first.test;
    for (let count = 0; count < 3; count += 1) {
      const body = { url: `${receiver.url}/${count}`, events: ['job.cancelled'] };
      await callServer(at(count), 'POST', '/v1/webhook_endpoints', { key, body });
    }
    const cancel = async (index: number) => {
      const { body } = await callServer(at(index), 'POST', '/v1/jobs', { key, body: JOB });
      await callServer(at(index + 1), 'POST', `/v1/jobs/${body.id}/cancel`, { key });
    };
    await Promise.all(Array.from({ length: 20 }, (_, index) => cancel(index)));
    await until('every delivery has ended', async () => {
      const [pending] = await one("SELECT count(*) FROM deliveries WHERE status = 'pending'");
      return pending === 0;
    });
    const counts = await one(`SELECT count(*) AS made, sum(attempts) AS attempts,
      count(*) FILTER (WHERE status = 'delivered') AS delivered FROM deliveries`);
    expect(counts).toEqual([60, 60, 60]);
    const events = await one(`SELECT count(*) AS made,
      count(*) FILTER (WHERE status = 'delivered') AS delivered FROM events WHERE type = 'job.cancelled'`);
    expect(events).toEqual([20, 20]);
    await receiver.close();
  });
});
