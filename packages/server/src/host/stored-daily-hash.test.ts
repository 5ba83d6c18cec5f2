import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStore } from '../storage/open-store.ts';
import type { SqlStore } from '../storage/sql/sql-store.ts';
import { type DatabaseKind, databaseKinds, type TestDatabase } from '../testing/databases.ts';
import { StoredDailyHash } from './stored-daily-hash.ts';

const DAY_MS = 24 * 60 * 60 * 1_000;

for (const kind of await databaseKinds())
  describe(`the daily hash on ${kind.name}`, () => specify(kind));

function specify(kind: DatabaseKind): void {
  let database: TestDatabase;
  let store: SqlStore;
  const errors: unknown[] = [];
  const newProcess = () => new StoredDailyHash(store, (error) => errors.push(error));
  beforeEach(async () => {
    database = await kind.create();
    store = await openStore(database.location);
    errors.length = 0;
  });
  afterEach(async () => {
    await store.close();
    await database.remove();
    expect(errors).toEqual([]);
  });

  it('returns the same hash in all processes of a day, and after a restart', async () => {
    const hashes = await Promise.all(
      Array.from({ length: 5 }, () => newProcess().of(20_000, '192.0.2.1')),
    );
    expect(new Set([...hashes, await newProcess().of(20_000, '192.0.2.1')]).size).toBe(1);
    expect(await newProcess().of(20_000, '192.0.2.2')).not.toBe(hashes[0]);
  });

  it('returns another hash on another day', async () => {
    const process = newProcess();
    expect(await process.of(20_000, '192.0.2.1')).not.toBe(await process.of(20_001, '192.0.2.1'));
  });

  it('cannot compute a hash again once its day is over', async () => {
    const process = newProcess();
    const hash = await process.of(20_000, '192.0.2.1');
    await process.forget(20_001 * DAY_MS);
    expect(await database.execute('SELECT day FROM daily_secrets')).toEqual([]);
    expect(await process.of(20_000, '192.0.2.1')).not.toBe(hash);
  });
}

it('hashes under a key of its own while the database cannot be used, and reports it', async () => {
  const errors: unknown[] = [];
  const down = { writeSql: () => Promise.reject(new Error('down')), scrub: async () => {} };
  const process = new StoredDailyHash(down, (error) => errors.push(error));
  expect(await process.of(1, '192.0.2.1')).toMatch(/^[0-9a-f]{64}$/);
  expect(errors).toHaveLength(1);
});
