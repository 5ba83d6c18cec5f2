import { mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { UnavailableError } from '@firsthandapi/engine';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { organization } from '../../testing/records.ts';
import { migrateStore, openStore } from '../open-store.ts';
import type { SqlStore } from '../sql/sql-store.ts';

let folder: string;
let path: string;
let store: SqlStore;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'firsthandapi-'));
  path = join(folder, 'firsthandapi.db');
  store = await openStore({ kind: 'sqlite', path });
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Holds the database as another process would. */
function hold(): DatabaseSync {
  const other = new DatabaseSync(path);
  other.exec('PRAGMA busy_timeout = 5000; BEGIN IMMEDIATE');
  return other;
}

function insert(): Promise<void> {
  return store.transact(({ organizations }) => organizations.insert(organization()));
}

describe('SQLite held by another process', () => {
  it('fails all waiting writes together as unavailable, while reads and other work proceed', async () => {
    const other = hold();
    const writes = Promise.allSettled([insert(), insert(), insert()]);
    let isDone = false;
    void writes.then(() => {
      isDone = true;
    });
    let turns = 0;
    while (!isDone) {
      await nextTurn();
      await store.read(({ organizations }) => organizations.list({ limit: 1 }));
      turns += 1;
    }
    other.close();
    expect(await writes).toEqual(
      Array.from({ length: 3 }, () => ({
        status: 'rejected',
        reason: expect.objectContaining({
          name: 'UnavailableError',
          message: 'The database cannot be used: another process holds it',
        }),
      })),
    );
    expect(turns).toBeGreaterThan(100);
    await insert();
  });

  it('performs waiting writes once it is released', async () => {
    const other = hold();
    const writes = Promise.all([insert(), insert()]);
    await store.read(({ organizations }) => organizations.list({ limit: 1 }));
    other.close();
    await writes;
    expect(await store.read(({ organizations }) => organizations.count({}))).toBe(2);
  });

  it('opens, and migrates, once it is released', async () => {
    const other = hold();
    const opening = openStore({ kind: 'sqlite', path });
    await nextTurn();
    other.close();
    await (await opening).close();
    expect(await migrateStore({ kind: 'sqlite', path })).toBeGreaterThan(0);
  });
});

describe('SQLite whose folder is gone', () => {
  it('acknowledges no write to a file whose folder is gone, and recovers when it returns', async () => {
    await insert();
    renameSync(folder, `${folder}-moved`);
    await expect(insert()).rejects.toBeInstanceOf(UnavailableError);
    expect(await store.read(({ organizations }) => organizations.count({}))).toBe(1);
    renameSync(`${folder}-moved`, folder);
    await insert();
  });
});
