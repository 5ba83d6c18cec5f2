import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { databaseKinds, type TestDatabase } from '../../testing/databases.ts';
import { NOW, organization } from '../../testing/records.ts';
import { openStore } from '../open-store.ts';
import type { SqlStore } from '../sql/sql-store.ts';
import { ReadThread } from './read-thread.ts';

const ROWS = 50_000;
const OWNER = organization();
const SCOPE = { organization_id: OWNER.id, environment: 'live' } as const;
const EVERYTHING = { scope: SCOPE, from: 0, to: NOW * 2 };
/** Turns of the event loop that a read of all rows must leave to others. On the same thread it leaves one or two. */
const FEWEST_TURNS = 10;

const [sqlite] = await databaseKinds();
if (sqlite === undefined) throw new Error('SQLite comes with Node');

describe('SqlStore on SQLite, with many rows', () => {
  let database: TestDatabase;
  let store: SqlStore;

  beforeAll(async () => {
    database = await sqlite.create();
    store = await openStore(database.location);
    await store.transact(({ organizations }) => organizations.insert(OWNER));
    await database.script([
      `WITH RECURSIVE place (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM place WHERE n < ${ROWS})
       INSERT INTO usage_records (id, organization_id, environment, operation, api_key_id, status,
         duration_ms, credits_cents, client, created_at)
       SELECT printf('req_%08d', n), '${OWNER.id}', 'live', 'getJob', 'key_1', 200, n % 100, 0, 'x', n
       FROM place`,
    ]);
  });
  afterAll(async () => {
    await store.close();
    await database.remove();
  });

  /** Counts the turns of the event loop that others get until the work is done. */
  async function turnsDuring(work: () => Promise<unknown>): Promise<number> {
    let turns = 0;
    let isDone = false;
    const count = () => {
      turns += 1;
      if (!isDone) setImmediate(count);
    };
    setImmediate(count);
    await work();
    isDone = true;
    return turns;
  }

  it('summarizes them while other requests proceed', async () => {
    let requests = 0;
    const turns = await turnsDuring(async () => {
      const totals = await store.read((tables) => tables.summaries.usage(EVERYTHING));
      requests = totals.by_operation[0]?.requests ?? 0;
    });
    expect(requests).toBe(ROWS);
    expect(turns).toBeGreaterThan(FEWEST_TURNS);
  });

  it('lists by a filter without an index while other requests proceed', async () => {
    const query = { where: { ...SCOPE, client: 'nobody' }, limit: 5 };
    let rows = -1;
    const turns = await turnsDuring(async () => {
      const list = await store.read((tables) => tables.usage_records.list(query));
      rows = list.length;
    });
    expect(rows).toBe(0);
    expect(turns).toBeGreaterThan(FEWEST_TURNS);
  });

  it('counts the tasks and balances of all organizations while other requests proceed', async () => {
    await database.script([
      `WITH RECURSIVE place (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM place WHERE n < ${ROWS})
       INSERT INTO tasks (id, due_at, kind, subject, data)
       SELECT 'task_' || n, n, 'test', 'x', '{}' FROM place`,
    ]);
    let tasks: readonly unknown[] = [];
    const turns = await turnsDuring(async () => {
      ({ tasks } = await store.statistics(0));
    });
    expect(tasks).toEqual([{ kind: 'test', count: ROWS }]);
    expect(turns).toBeGreaterThan(FEWEST_TURNS);
  });
});

describe('ReadThread', () => {
  it('rejects with the error of the driver, and continues', async () => {
    const database = await sqlite.create();
    await (await openStore(database.location)).close();
    if (database.location.kind !== 'sqlite') throw new Error('SQLite is a file');
    const thread = new ReadThread(database.location.path);
    await expect(thread.all('SELECT * FROM absent', [])).rejects.toThrow('no such table');
    expect(await thread.all('SELECT ? AS n', [true])).toEqual([{ n: 1 }]);
    await thread.close();
    await database.remove();
  });

  it('refuses more statements than it may queue, and those that wait when it closes', async () => {
    const thread = new ReadThread(':memory:');
    const all = Array.from({ length: 65 }, () => thread.all('SELECT 1 AS n', []));
    const last = expect(all[64]).rejects.toThrow('Too many reads of many rows');
    const first = expect(Promise.all(all.slice(0, 64))).rejects.toThrow('closed');
    await thread.close();
    await Promise.all([last, first]);
    await Promise.allSettled(all);
  });
});
