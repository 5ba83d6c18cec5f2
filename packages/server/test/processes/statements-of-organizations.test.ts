import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { headerReader } from '@firsthandapi/engine';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { composeServer } from '../../src/compose-server.ts';
import type { ComposedServer } from '../../src/composition/composed-server.ts';
import { readConfiguration } from '../../src/configuration.ts';
import { databaseKinds } from '../../src/testing/databases.ts';
import { type BreakableDatabase, createBreakableDatabase } from '../support/breakable-database.ts';
import { JOB } from '../support/test-server.ts';

const isReachable = (await databaseKinds()).some(({ name }) => name === 'PostgreSQL');

/** Tables that belong to no organization, and why a shard by organization can have them. */
const TABLES_OF_ALL: Readonly<Record<string, string>> = {
  organizations: 'its id is the organization',
  data_keys: 'its id is the organization',
  key_secrets:
    'finds the organization of a request, by the hash of its key: needs a directory of all shards',
  tasks: 'one queue for each shard',
  payouts: 'of a worker, who is paid for jobs of several organizations',
  mails: 'to people, who work for several organizations: one outbox for each shard',
  sign_in_codes: 'sent before it is known who signs in, and found by the hash of an address',
  rate_windows: 'counted by key, address or organization, and in Redis if there is one',
  clock: 'the latest time that a server has seen',
  daily_secrets: 'hashes the clients of a day',
  event_clock: 'positions within a shard',
  first_keys: 'keys that a new server has not shown yet',
  heartbeats: 'servers that take writes',
  keyring_fingerprints: 'the keyring that belongs to the database',
  schema_version: 'the version of the schema',
};

/**
 * Accesses of requests to tables of organizations that do not say which organization they concern. Their ids are unique
 * without it, so nothing is wrong with them on one database; a shard could not tell that they are not for it.
 */
const WITHOUT_ORGANIZATION: readonly string[] = [
  'DELETE webhook_endpoints by id',
  'SELECT api_keys by id',
  'SELECT deliveries by event_id',
  'SELECT events by id',
  'SELECT files by ai_star_rating, job_id',
  // Its id begins with the organization and environment.
  'SELECT idempotency by id',
  'SELECT jobs by id',
  // Its id begins with the organization and environment.
  'SELECT quota_usage by id',
  'SELECT submissions by job_id',
  'SELECT webhook_endpoints by id',
  'UPDATE api_keys by id',
  'UPDATE api_keys by id, last_used_at',
  'UPDATE jobs by id',
  'UPDATE quota_usage by id',
  'UPDATE webhook_endpoints by id',
];

/** Returns what a statement does to which table by which columns, such as `SELECT jobs by id`. */
function accessOf(statement: string): string {
  const text = statement.replaceAll('"', '').replace(/\s+/g, ' ');
  const [verb = ''] = text.split(' ');
  const table = /^(?:SELECT .*? FROM|UPDATE|DELETE FROM|INSERT INTO) (\w+)/.exec(text)?.[1];
  const condition = text.split(' WHERE ').slice(1).join(' ');
  const columns = condition.matchAll(/(\w+)\)? (?:=|IN|IS|<|>|>=) /g);
  const names = new Set(Array.from(columns, ([, name = '']) => name));
  return `${verb} ${table ?? text} by ${[...names].sort().join(', ')}`;
}

describe.skipIf(!isReachable)('the statements of requests', () => {
  let database: BreakableDatabase;
  let folder: string;
  let server: ComposedServer;

  beforeAll(async () => {
    database = await createBreakableDatabase(60_000);
    folder = mkdtempSync(join(tmpdir(), 'firsthandapi-'));
    const configuration = readConfiguration({ DATA_DIR: folder, PORT: '0' });
    const { location } = await database.kind.create();
    server = await composeServer({ ...configuration, store: location });
  });
  afterAll(async () => {
    await server?.close();
    await database?.remove();
    rmSync(folder, { recursive: true, force: true });
  });

  async function call(method: string, path: string, key?: string, body?: unknown) {
    const { status, body: text } = await server.engine.handle({
      method,
      url: `http://localhost${path}`,
      headers: headerReader({
        ...(key !== undefined && { authorization: `Bearer ${key}` }),
        'idempotency-key': randomUUID(),
        'content-type': 'application/json',
      }),
      body: body === undefined ? null : JSON.stringify(body),
      ip: '127.0.0.1',
    });
    if (status >= 300) throw new Error(`${method} ${path} returned ${status}: ${text}`);
    return String(text) === '' ? undefined : JSON.parse(String(text));
  }

  /** Sends a request of each kind that a customer's integration sends. */
  async function useEverything(): Promise<void> {
    const signup = { name: 'Acme', email: 'dev@acme.example' };
    const { api_key: live } = await call('POST', '/v1/auth/signup', undefined, signup);
    const { id, secret: key } = await call('POST', '/v1/api_keys', live, {
      name: 'Test',
      environment: 'test',
    });
    const endpoint = await call('POST', '/v1/webhook_endpoints', key, {
      url: 'https://example.com/hooks',
      events: ['job.cancelled'],
    });
    const job = await call('POST', '/v1/jobs', key, JOB);
    await call('GET', `/v1/jobs/${job.id}`, key);
    await call('GET', '/v1/jobs', key);
    await call('GET', `/v1/jobs/${job.id}/files`, key);
    await call('GET', `/v1/jobs/${job.id}/submissions`, key);
    await call('POST', `/v1/jobs/${job.id}/cancel`, key, {});
    await call('GET', '/v1/webhook_events', key);
    await call('GET', '/v1/webhook_events?after=start', key);
    await call('PATCH', `/v1/webhook_endpoints/${endpoint.id}`, key, { enabled: false });
    await call('GET', '/v1/billing/credits', live);
    await call('GET', '/v1/billing/transactions', live);
    await call('GET', '/v1/organization/settings', live);
    await call('GET', '/v1/audit-events', live);
    await call('GET', '/v1/usage/requests', live);
    await call('DELETE', `/v1/webhook_endpoints/${endpoint.id}`, key);
    await call('POST', `/v1/api_keys/${id}/revoke`, live, {});
    // Writes what a server buffers for a second.
    await server.store.tidy();
  }

  async function tables(condition: string): Promise<readonly string[]> {
    const rows = await database.execute(`SELECT table_name AS name FROM information_schema.tables
      AS one WHERE table_schema = current_schema() AND ${condition} (
        SELECT FROM information_schema.columns AS other WHERE other.table_schema = one.table_schema
          AND other.table_name = one.table_name AND column_name = 'organization_id')
      ORDER BY name`);
    return rows.map(({ name }) => String(name));
  }

  it('concern tables of organizations, but for a written list', async () => {
    expect(await tables('NOT EXISTS')).toEqual(Object.keys(TABLES_OF_ALL).sort());
  });

  it('name the organization, but for a written list', async () => {
    const ofOrganizations = new Set(await tables('EXISTS'));
    database.proxy.meter.take();
    await useEverything();
    const { statements } = database.proxy.meter.take();
    const unnamed = statements.filter((statement) => {
      const table = accessOf(statement).split(' ')[1] ?? '';
      const part = statement.startsWith('INSERT') ? statement : statement.split(' WHERE ').pop();
      return ofOrganizations.has(table) && !part?.includes('organization_id');
    });
    expect([...new Set(unnamed.map(accessOf))].sort()).toEqual([...WITHOUT_ORGANIZATION].sort());
  });
});
