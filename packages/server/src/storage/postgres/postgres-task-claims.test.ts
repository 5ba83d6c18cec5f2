import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { databaseKinds, type TestDatabase } from '../../testing/databases.ts';
import { emptyTables } from '../../testing/empty-tables.ts';
import { task } from '../../testing/records.ts';
import { openStore } from '../open-store.ts';
import type { SqlStore } from '../sql/sql-store.ts';

const postgres = (await databaseKinds()).find(({ name }) => name === 'PostgreSQL');

describe.skipIf(postgres === undefined)('claims of tasks on PostgreSQL', () => {
  let database: TestDatabase;
  let store: SqlStore;

  beforeAll(async () => {
    if (postgres === undefined) return;
    database = await postgres.create();
    store = await openStore(database.location);
    await emptyTables(database);
  });
  afterAll(async () => {
    await store?.close();
    await database?.remove();
  });

  it('takes the earliest tasks first, also where the planner expects a single row', async () => {
    const [only, ...tasks] = [5, 1, 0, 0, 0, 0, 0, 0, 0, 1, 0].map((due, index) =>
      task(`${index}`, due),
    );
    if (only === undefined) throw new Error('No task to analyze');
    await store.transact((tables) => tables.tasks.schedule(only));
    await database.execute('ANALYZE tasks');
    await store.transact(async (tables) => {
      for (const each of tasks) await tables.tasks.schedule(each);
    });
    const taken: (string | undefined)[] = [];
    for (let count = 0; count <= tasks.length; count += 1) {
      taken.push((await store.transact((tables) => tables.tasks.take(5)))?.id);
    }
    expect(taken).toEqual([2, 3, 4, 5, 6, 7, 8, 10, 1, 9, 0].map((index) => `task:${index}`));
  });
});
