import { until } from '@firsthandapi/test-support/until';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type DatabaseKind, databaseKinds, type TestDatabase } from '../../testing/databases.ts';
import { NOW, organization } from '../../testing/records.ts';
import { openStore } from '../open-store.ts';
import type { SqlStore } from './sql-store.ts';

/** More than share one commit. */
const QUEUED = 1_000;
const LARGEST_GROUP = 64;
/** As many transactions as a process runs at the same time. */
const WRITERS = 8;

for (const kind of await databaseKinds()) {
  describe(`the heartbeat on ${kind.name}`, () => specify(kind));
}

function specify(kind: DatabaseKind): void {
  let database: TestDatabase;
  let store: SqlStore;

  beforeEach(async () => {
    database = await kind.create();
    store = await openStore(database.location);
  });
  afterEach(async () => {
    await store.close();
    await database.remove();
  });

  const heartbeats = () => database.execute('SELECT process, at FROM heartbeats');

  it('writes one row, and deletes it when the store closes', async () => {
    const other = await openStore(database.location);
    await other.beat(NOW);
    await other.beat(NOW + 1);
    expect((await heartbeats()).map(({ at }) => Number(at))).toEqual([NOW + 1]);
    await other.close();
    expect(await heartbeats()).toEqual([]);
  });

  it('is written before the transactions that are queued', async () => {
    let committed = 0;
    const queue = Array.from({ length: QUEUED }, () =>
      store
        .transact(({ organizations }) => organizations.insert(organization()))
        .then(() => {
          committed += 1;
        }),
    );
    // The first group has begun, and the others wait.
    await new Promise((resolve) => setImmediate(resolve));
    await store.beat(NOW);
    expect(committed).toBeLessThanOrEqual(LARGEST_GROUP);
    await Promise.all(queue);
  });

  if (kind.name === 'SQLite') return;

  it('is written while every transaction waits, on a connection of its own', async () => {
    let release = () => {};
    const gate = new Promise<void>((resolve) => {
      release = resolve;
    });
    let running = 0;
    const blocked: Promise<void>[] = [];
    while (running < WRITERS) {
      const before = running;
      const transaction = store.transact(async () => {
        running += 1;
        await gate;
      });
      blocked.push(transaction);
      await until('the transaction is running', () => running > before);
    }
    const beating = store.beat(NOW);
    try {
      await until('the heartbeat is written', async () => (await heartbeats()).length > 0);
    } finally {
      release();
    }
    await Promise.all([beating, ...blocked]);
  });
}
