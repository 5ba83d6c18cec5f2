import { until } from '@firsthandapi/test-support/until';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import type { RunningServer } from '../src/start-server.ts';
import { openStore } from '../src/storage/open-store.ts';
import { databaseKinds, POSTGRES_URL, type TestDatabase } from '../src/testing/databases.ts';
import {
  callServer,
  JOB,
  liftLimits,
  startTestServer,
  type TestServer,
} from './support/test-server.ts';

const postgres = (await databaseKinds()).find(({ name }) => name === 'PostgreSQL');

describe.skipIf(postgres === undefined)('events followed on PostgreSQL', () => {
  let first: TestServer;
  let second: RunningServer;
  let inserted = 0;

  beforeAll(async () => {
    if (postgres === undefined) return;
    first = await startTestServer(postgres);
    second = await first.startSecond();
    await liftLimits(first);
  });
  afterAll(async () => {
    await second?.close();
    await first?.close();
  });

  const poll = (url: string, after: string, wait: number) =>
    callServer(url, 'GET', `/v1/webhook_events?after=${after}&limit=100`, {
      key: first.test,
      headers: { Prefer: `wait=${wait}` },
    });
  const follow = async (url: string, after: string, wait = 0) =>
    (await poll(url, after, wait)).body;

  async function cancelOne(url: string): Promise<string> {
    const { body } = await callServer(url, 'POST', '/v1/jobs', { key: first.test, body: JOB });
    await callServer(url, 'POST', `/v1/jobs/${body.id}/cancel`, { key: first.test });
    return body.id;
  }

  it('ends a long poll at one process when another has committed an event', async () => {
    const { position } = await follow(first.url, 'now');
    const waiting = follow(first.url, position, 60);
    const job = await cancelOne(second.url);
    expect((await waiting).data).toMatchObject([{ data: { id: job } }]);
  });

  it('misses no event whose transaction is overtaken, at any process', async () => {
    const { position } = await follow(first.url, 'now');
    const slow = await openSlowTransaction(first.database, 'evt_00000000000000000000000SLW');
    const overtaking = await cancelOne(second.url);
    const page = await follow(first.url, position);
    expect(page.data).toMatchObject([{ data: { id: overtaking } }]);
    expect((await follow(second.url, page.position)).data).toEqual([]);
    await slow.commit();
    const late = await follow(second.url, page.position);
    expect(late.data).toMatchObject([{ id: 'evt_00000000000000000000000SLW' }]);
    expect((await follow(first.url, late.position)).data).toEqual([]);
  });

  it('puts new events after those of a server that has counted further', async () => {
    const { position } = await follow(first.url, 'now');
    // As after a dump of another server was loaded into this one.
    await first.database.execute('UPDATE events SET position = position + 1000000000');
    await (await openStore(first.configuration.store)).close();
    const job = await cancelOne(first.url);
    const { data } = await follow(first.url, position);
    expect(data.at(-1)).toMatchObject({ data: { id: job } });
  });

  it('ends a long poll with the foreign transaction that held events back, without another event', async () => {
    await cancelOne(first.url);
    const { position } = await follow(first.url, 'now');
    const foreign = await openForeignTransaction();
    await insertEvents(101);
    const page = await follow(first.url, position);
    const held = await follow(first.url, page.position);
    const waiting = whileItLooksAgain(() => poll(first.url, page.position, 60));
    await waiting.looksAgain;
    await foreign.commit();
    first.clock.advance(500);
    const { body, headers } = await waiting.answer;
    expect([page.data.length, held.data.length, body.data.length]).toEqual([100, 0, 1]);
    expect([held.has_more, headers.get('preference-applied')]).toEqual([false, 'wait=60']);
  });

  it('waits for the present while a foreign transaction keeps it from being named', async () => {
    await cancelOne(first.url);
    const foreign = await openForeignTransaction();
    await insertEvents(101);
    const refused = await poll(first.url, 'now', 0);
    const waiting = whileItLooksAgain(() => poll(first.url, 'now', 60));
    await waiting.looksAgain;
    await foreign.commit();
    first.clock.advance(500);
    const { status, headers, body } = await waiting.answer;
    expect([refused.status, status, headers.get('preference-applied')]).toEqual([
      503,
      200,
      'wait=60',
    ]);
    expect((await follow(first.url, body.position)).data).toEqual([]);
  });

  /** Starts a request, and tells when the server has set the time of its next look. */
  function whileItLooksAgain<T>(request: () => Promise<T>) {
    const waits = vi.spyOn(first.clock, 'until');
    onTestFinished(() => waits.mockRestore());
    const answer = request();
    const isSet = () => waits.mock.calls.some(([instant]) => instant - first.clock.now() <= 500);
    return { answer, looksAgain: until('the next look is set', isSet) };
  }

  /** Opens a transaction of another application, which announces nothing. */
  async function openForeignTransaction() {
    const client = new pg.Client({ connectionString: POSTGRES_URL });
    await client.connect();
    onTestFinished(() => client.end());
    await client.query('BEGIN');
    await client.query('SELECT pg_current_xact_id()');
    return { commit: () => client.query('COMMIT') };
  }

  /** Inserts events as committed by another process whose announcement was lost. */
  async function insertEvents(count: number): Promise<void> {
    inserted += count;
    await first.database.execute(
      `INSERT INTO events (id, organization_id, environment, type, job_id, body, status, created_at)
       SELECT 'evt_' || lpad((${inserted} - number)::text, 26, '0'), '${first.organizationId}', 'test',
         'job.cancelled', NULL, '{"object": "event"}', 'delivered', 0
       FROM generate_series(1, ${count}) AS number`,
    );
  }

  /** Inserts an event in a transaction that stays open. */
  async function openSlowTransaction(database: TestDatabase, id: string) {
    const [owner] = await database.execute('SELECT organization_id FROM events LIMIT 1');
    const store = await openStore(first.configuration.store);
    let commit = () => {};
    const mayCommit = new Promise<void>((resolve) => {
      commit = resolve;
    });
    let begun = () => {};
    const inserted = new Promise<void>((resolve) => {
      begun = resolve;
    });
    const transaction = store.writeSql(async (session) => {
      await session.run(
        `INSERT INTO events (id, organization_id, environment, type, job_id, body, status, created_at)
         VALUES (?, ?, 'test', 'job.cancelled', NULL, ?, 'delivered', 0)`,
        [id, String(owner?.organization_id), JSON.stringify({ id, object: 'event' })],
      );
      begun();
      await mayCommit;
    });
    await inserted;
    return {
      async commit() {
        commit();
        await transaction;
        await store.close();
      },
    };
  }
});
