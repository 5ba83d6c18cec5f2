import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { databaseKinds } from '../src/testing/databases.ts';
import { JOB, startTestServer, type TestServer } from './support/test-server.ts';

const sqlite = (await databaseKinds()).filter(({ name }) => name === 'SQLite');

describe.each(sqlite)('a server whose database file another process holds', (kind) => {
  let server: TestServer;
  let holder: DatabaseSync;

  beforeEach(async () => {
    server = await startTestServer(kind, { answerWithinMs: 1_000 });
    const { location } = server.database;
    holder = new DatabaseSync(location.kind === 'sqlite' ? location.path : '');
  });
  afterEach(async () => {
    holder.close();
    await server.close();
  });

  it('answers a request at its time limit, undoes it, and executes its retry once', async () => {
    holder.exec('PRAGMA busy_timeout = 5000');
    holder.exec('BEGIN IMMEDIATE');
    const request = { key: server.test, body: JOB, idempotencyKey: 'order-1' };
    const late = await server.call('POST', '/v1/jobs', request);
    holder.exec('ROLLBACK');
    expect([late.status, late.headers.get('retry-after'), late.body.error.type]).toEqual([
      503,
      '1',
      'service_unavailable',
    ]);
    expect(late.headers.get('x-request-id')).toMatch(/^req_/);
    let retry = await server.call('POST', '/v1/jobs', request);
    while (retry.status === 503) retry = await server.call('POST', '/v1/jobs', request);
    expect(retry.status).toBe(201);
    const { body } = await server.call('GET', '/v1/jobs', { key: server.test });
    expect(body.data).toHaveLength(1);
  });

  it('answers the page of a purchase at its time limit, and grants the credits once', async () => {
    const bought = await server.call('POST', '/v1/billing/credits/purchase', {
      key: server.live,
      body: { amount_cents: 1_000 },
    });
    const { pathname, search } = new URL(bought.body.checkout_url);
    const before = await server.call('GET', '/v1/billing/credits', { key: server.live });
    holder.exec('PRAGMA busy_timeout = 5000');
    holder.exec('BEGIN IMMEDIATE');
    const late = await server.call('POST', pathname + search, {});
    holder.exec('ROLLBACK');
    expect([late.status, late.headers.get('retry-after')]).toEqual([503, '1']);
    for (let status = 503; status === 503; ) {
      status = (await server.call('POST', pathname + search, {})).status;
    }
    const after = await server.call('GET', '/v1/billing/credits', { key: server.live });
    expect(after.body.available_cents - before.body.available_cents).toBe(1_000);
  });

  it('answers the call of a tool at its time limit, and creates nothing', async () => {
    const headers = { accept: 'application/json, text/event-stream' };
    const params = { name: 'create_job', arguments: JOB };
    const message = { jsonrpc: '2.0', id: 1, method: 'tools/call', params };
    holder.exec('PRAGMA busy_timeout = 5000');
    holder.exec('BEGIN IMMEDIATE');
    const late = await server.call('POST', '/mcp', { key: server.test, headers, body: message });
    holder.exec('ROLLBACK');
    expect([late.status, late.text]).toEqual([200, expect.stringContaining('service_unavailable')]);
    const { body } = await server.call('GET', '/v1/jobs', { key: server.test });
    expect(body.data).toEqual([]);
  });
});
