import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunningServer } from '../src/start-server.ts';
import { openStore } from '../src/storage/open-store.ts';
import { databaseKinds, type TestDatabase } from '../src/testing/databases.ts';
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

  const follow = async (url: string, after: string, wait = 0) =>
    (
      await callServer(url, 'GET', `/v1/webhook_events?after=${after}`, {
        key: first.test,
        headers: { Prefer: `wait=${wait}` },
      })
    ).body;

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
