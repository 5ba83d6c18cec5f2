import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Attempt, headerReader } from '@firsthandapi/engine';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { composeServer } from '../../src/compose-server.ts';
import type { ComposedServer } from '../../src/composition/composed-server.ts';
import { readConfiguration } from '../../src/configuration.ts';
import { databaseKinds } from '../../src/testing/databases.ts';
import { type BreakableDatabase, createBreakableDatabase } from '../support/breakable-database.ts';
import { type Traffic, trafficOf } from '../support/database-traffic.ts';
import { JOB } from '../support/test-server.ts';

const isReachable = (await databaseKinds()).some(({ name }) => name === 'PostgreSQL');

describe.skipIf(!isReachable)('the statements that a request sends to PostgreSQL', () => {
  let database: BreakableDatabase;
  let folder: string;
  let server: ComposedServer;
  let key = '';
  let liveKey = '';
  let jobs: readonly string[];

  // Without its worker and its listener, the server does only what the test asks it to do.
  beforeAll(async () => {
    database = await createBreakableDatabase(60_000);
    folder = mkdtempSync(join(tmpdir(), 'firsthandapi-'));
    const configuration = readConfiguration({ DATA_DIR: folder, PORT: '0' });
    const { location } = await database.kind.create();
    server = await composeServer({ ...configuration, store: location });
    const signup = { name: 'Acme', email: 'dev@acme.example' };
    const { api_key: live } = await call('POST', '/v1/auth/signup', signup);
    key = live;
    liveKey = live;
    const created = { name: 'Test', environment: 'test' };
    key = (await call('POST', '/v1/api_keys', created)).secret;
    await database.execute(`UPDATE organizations SET tier = 'enterprise',
      custom_limits = '{"per_minute":1000000000,"per_hour":1000000000}'`);
    await database.execute(
      'UPDATE credit_lots SET amount_cents = 1000000, remaining_cents = 1000000',
    );
    await database.execute(
      "UPDATE account_balances SET balance_cents = 1000000 WHERE account = 'available'",
    );
    const made = [];
    for (let count = 0; count < 10; count += 1) made.push((await call('POST', '/v1/jobs', JOB)).id);
    jobs = made;
  });
  afterAll(async () => {
    await server?.close();
    await database?.remove();
    rmSync(folder, { recursive: true, force: true });
  });

  async function call(method: string, path: string, body?: unknown, by = key) {
    const { status, body: text } = await server.engine.handle({
      method,
      url: `http://localhost${path}`,
      headers: headerReader({
        authorization: `Bearer ${by}`,
        'idempotency-key': randomUUID(),
        'content-type': 'application/json',
      }),
      body: body === undefined ? null : JSON.stringify(body),
      ip: '127.0.0.1',
    });
    if (status >= 300) throw new Error(`${method} ${path} returned ${status}: ${text}`);
    return JSON.parse(String(text));
  }

  /**
   * The least traffic of several runs: the first ones prepare their statements, and the server flushes its usage
   * records once a second.
   */
  async function leastTraffic(work: () => Promise<unknown>): Promise<Traffic> {
    let least = await trafficOf(database.proxy, work);
    for (let run = 0; run < 5; run += 1) {
      const traffic = await trafficOf(database.proxy, work);
      if (traffic.statements.length <= least.statements.length) least = traffic;
    }
    return least;
  }

  const createTogether = (by?: string) =>
    Promise.all(jobs.map(() => call('POST', '/v1/jobs', JOB, by)));

  it.each([
    ['getJob', () => call('GET', `/v1/jobs/${jobs[0]}`)],
    ['listJobs', () => call('GET', '/v1/jobs')],
  ])(
    'sends one statement for %s of a caller that it knows: the caller and the data',
    async (_, read) => {
      const { statements, roundTrips } = await leastTraffic(read);
      expect(statements).toHaveLength(1);
      expect(statements[0]).toContain('FROM key_secrets');
      expect(roundTrips).toBe(1);
    },
  );

  it('sends one statement for a list without rows', async () => {
    const { statements, roundTrips } = await leastTraffic(() => call('GET', '/v1/submissions'));
    expect(statements).toHaveLength(1);
    expect(roundTrips).toBe(1);
  });

  it('shares statements among requests that arrive together', async () => {
    const { statements } = await leastTraffic(() =>
      Promise.all(jobs.map((id) => call('GET', `/v1/jobs/${id}`))),
    );
    expect(statements.length).toBeLessThanOrEqual(2);
  });

  it('needs three round trips for createJob: a read that checks the caller, the writes and the commit', async () => {
    const { roundTrips } = await leastTraffic(() => call('POST', '/v1/jobs', JOB));
    expect(roundTrips).toBe(3);
  });

  it('needs three round trips for all jobs that are created in one group', async () => {
    const traffic = await leastTraffic(() => createTogether());
    const groups = countOf(traffic, 'COMMIT');
    expect(groups).toBeLessThanOrEqual(4);
    expect(countOf(traffic, 'INSERT INTO "jobs"')).toBeLessThanOrEqual(groups);
    expect(traffic.roundTrips).toBeLessThanOrEqual(3 * groups);
  });

  it('reads and writes the lots once for all jobs of a group that hold credits', async () => {
    const traffic = await leastTraffic(() => createTogether(liveKey));
    const groups = countOf(traffic, 'COMMIT');
    expect(groups).toBeLessThanOrEqual(4);
    expect(countOf(traffic, 'UPDATE "credit_lots"')).toBeLessThanOrEqual(groups);
    expect(countOf(traffic, 'INSERT INTO "ledger_entries"')).toBeLessThanOrEqual(groups);
    expect(traffic.roundTrips).toBeLessThanOrEqual(4 * groups);
  });

  it('claims a batch of deliveries in one statement, and settles it in another', async () => {
    const endpoint = { url: 'https://hooks.acme.example', events: ['job.cancelled'] };
    const { id } = await call('POST', '/v1/webhook_endpoints', endpoint);
    const [organization] = await database.execute('SELECT id FROM organizations');
    const want = { organization_id: String(organization?.id), endpoint_id: id, count: 2 };
    for (const job of jobs) await call('POST', `/v1/jobs/${job}/cancel`);
    const { deliveries } = server.engine;
    const attempts: Attempt[] = [];
    const claimed = await leastTraffic(async () => {
      attempts.push(...(await deliveries.claim([want], Date.now())));
    });
    expect(attempts.length).toBeGreaterThan(2);
    expect(claimed).toMatchObject({ statements: { length: 1 }, roundTrips: 1 });
    const ended = attempts.map((attempt) => ({ attempt, outcome: { status_code: 204 } }));
    const settled = await leastTraffic(() => deliveries.settle(ended, Date.now()));
    expect(settled).toMatchObject({ statements: { length: 1 }, roundTrips: 1 });
    const [row] = await database.execute(
      "SELECT count(*) AS count FROM deliveries WHERE status = 'delivered'",
    );
    expect(Number(row?.count)).toBe(attempts.length);
  });
});

function countOf({ statements }: Traffic, start: string): number {
  return statements.filter((text) => text.startsWith(start)).length;
}
