import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { databaseKinds, type TestDatabase } from '../../testing/databases.ts';
import { emptyTables } from '../../testing/empty-tables.ts';
import { job, organization } from '../../testing/records.ts';
import { openStore } from '../open-store.ts';
import type { SqlStore } from '../sql/sql-store.ts';

describe.each(await databaseKinds())('the store of a request on $name', ({ create }) => {
  let database: TestDatabase;
  let store: SqlStore;
  const owner = organization();
  const countJobs = () => store.read(({ jobs }) => jobs.count({}));
  const late = 'The request could not be answered in time';

  beforeAll(async () => {
    database = await create();
    store = await openStore(database.location);
  });
  beforeEach(async () => {
    await emptyTables(database);
    await store.transact(({ organizations }) => organizations.insert(owner));
  });
  afterAll(async () => {
    await store?.close();
    await database?.remove();
  });

  it('rolls back a transaction whose time ends between two statements', async () => {
    const end = new AbortController();
    const changed = store.within(end.signal).transact(async ({ jobs }) => {
      await jobs.insert(job(owner.id));
      end.abort();
      await jobs.insert(job(owner.id));
    });
    await expect(changed).rejects.toThrow(late);
    expect(await countJobs()).toBe(0);
  });

  it('rolls back a transaction whose time ends after its last statement', async () => {
    const end = new AbortController();
    const changed = store.within(end.signal).transact(async ({ jobs }) => {
      await jobs.insert(job(owner.id));
      end.abort();
    }, owner.id);
    await expect(changed).rejects.toThrow(late);
    expect(await countJobs()).toBe(0);
  });

  it('commits the transactions of others that share the commit', async () => {
    const end = new AbortController();
    const results = await Promise.allSettled([
      store.transact(({ jobs }) => jobs.insert(job(owner.id))),
      store.within(end.signal).transact(async ({ jobs }) => {
        await jobs.insert(job(owner.id));
        end.abort();
      }),
      store.transact(({ jobs }) => jobs.insert(job(owner.id))),
    ]);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(await countJobs()).toBe(2);
  });

  it('begins nothing once the time is over', async () => {
    const view = store.within(AbortSignal.abort());
    const windows = [{ key: 'late', resetAt: 1 }];
    await expect(view.read(({ jobs }) => jobs.count({}))).rejects.toThrow(late);
    await expect(view.transact(({ jobs }) => jobs.insert(job(owner.id)))).rejects.toThrow(late);
    await expect(view.countRequest(windows, 0)).rejects.toThrow(late);
    expect(await countJobs()).toBe(0);
  });

  it('keeps what was committed before the time was over', async () => {
    const end = new AbortController();
    await store.within(end.signal).transact(({ jobs }) => jobs.insert(job(owner.id)));
    end.abort();
    expect(await countJobs()).toBe(1);
  });
});
