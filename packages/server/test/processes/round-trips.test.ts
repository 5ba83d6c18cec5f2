import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { headerReader } from '@firsthandapi/engine';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ComposedServer, composeServer } from '../../src/compose-server.ts';
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
    const created = { name: 'Test', environment: 'test' };
    key = (await call('POST', '/v1/api_keys', created)).secret;
    await database.execute(`UPDATE organizations SET tier = 'enterprise',
      custom_limits = '{"per_minute":1000000000,"per_hour":1000000000}'`);
    const made = [];
    for (let count = 0; count < 10; count += 1) made.push((await call('POST', '/v1/jobs', JOB)).id);
    jobs = made;
  });
  afterAll(async () => {
    await server?.close();
    await database?.remove();
    rmSync(folder, { recursive: true, force: true });
  });

  async function call(method: string, path: string, body?: unknown) {
    const { status, body: text } = await server.engine.handle({
      method,
      url: `http://localhost${path}`,
      headers: headerReader({
        authorization: `Bearer ${key}`,
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

  it.each([
    ['getJob', () => call('GET', `/v1/jobs/${jobs[0]}`)],
    ['listJobs', () => call('GET', '/v1/jobs')],
  ])(
    'sends three statements for %s, each a round trip: the caller, the limits and the data',
    async (_, read) => {
      const { statements, roundTrips } = await leastTraffic(read);
      expect(statements).toHaveLength(3);
      expect(roundTrips).toBe(3);
    },
  );

  it('shares statements among requests that arrive together', async () => {
    const { statements } = await leastTraffic(() =>
      Promise.all(jobs.map((id) => call('GET', `/v1/jobs/${id}`))),
    );
    expect(statements.length).toBeLessThanOrEqual(2 * 3);
  });

  it('needs six round trips for createJob: writes wait only for the commit', async () => {
    const { roundTrips } = await leastTraffic(() => call('POST', '/v1/jobs', JOB));
    expect(roundTrips).toBeLessThanOrEqual(6);
  });

  it('runs mutations that arrive together in few transactions', async () => {
    const { statements } = await leastTraffic(() =>
      Promise.all(jobs.map(() => call('POST', '/v1/jobs', JOB))),
    );
    expect(statements.filter((text) => text.startsWith('INSERT INTO "jobs"'))).toHaveLength(10);
    expect(statements.filter((text) => text === 'COMMIT').length).toBeLessThanOrEqual(4);
  });
});
