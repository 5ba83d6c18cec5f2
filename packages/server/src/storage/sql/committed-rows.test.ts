import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Tables } from '@firsthandapi/engine';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sqliteAt } from '../../testing/databases.ts';
import { organization } from '../../testing/records.ts';
import { openStore } from '../open-store.ts';
import { CommittedRows } from './committed-rows.ts';
import type { SqlStore } from './sql-store.ts';

const ORGANIZATION = organization({ name: 'Before' });
const { id } = ORGANIZATION;

describe('rows that reads have seen', () => {
  it('are known until the database is another one', async () => {
    let version = 1;
    const seen = new CommittedRows(() => version);
    seen.refresh();
    seen.of('jobs').seen.set('job_1', { id: 'job_1' });
    await nextTurn();
    seen.refresh();
    expect(seen.of('jobs').seen.get('job_1')).toEqual({ id: 'job_1' });
    version = 2;
    await nextTurn();
    seen.refresh();
    expect(seen.of('jobs').seen.has('job_1')).toBe(false);
  });

  it('are compared with the database once a turn, and after each commit of this process', async () => {
    let asked = 0;
    const seen = new CommittedRows(() => {
      asked += 1;
      return 1;
    });
    for (let read = 0; read < 10; read += 1) seen.refresh();
    expect(asked).toBe(1);
    seen.noteCommit();
    seen.refresh();
    expect(asked).toBe(2);
    await nextTurn();
    seen.refresh();
    expect(asked).toBe(3);
  });

  it('are at most 50 pages of a table', () => {
    const committed = new CommittedRows(() => 1);
    committed.refresh();
    const { pages } = committed.of('jobs');
    for (let page = 0; page < 50; page += 1) pages.set(`page ${page}`, []);
    expect(pages.get('page 0')).toEqual([]);
    pages.set('page 50', []);
    expect(pages.get('page 0')).toBeUndefined();
    expect(pages.get('page 50')).toEqual([]);
  });

  it('are at most 1,000 of a table', () => {
    const seen = new CommittedRows(() => 1);
    seen.refresh();
    for (let count = 0; count < 1_000; count += 1)
      seen.of('jobs').seen.set(`job_${count}`, undefined);
    expect(seen.of('jobs').seen.has('job_0')).toBe(true);
    seen.of('jobs').seen.set('job_1000', undefined);
    expect(seen.of('jobs').seen.has('job_0')).toBe(false);
    expect(seen.of('jobs').seen.has('job_1000')).toBe(true);
  });
});

describe('a store on SQLite', () => {
  let folder: string;
  let path: string;
  let store: SqlStore;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'firsthandapi-rows-'));
    path = join(folder, 'firsthandapi.db');
    store = await openStore({ kind: 'sqlite', path });
  });

  afterEach(async () => {
    await store.close();
    rmSync(folder, { recursive: true });
  });

  const name = () =>
    store.read(async ({ organizations }: Tables) => (await organizations.get(id))?.name);

  it('reads what it has committed itself, however often it was read before', async () => {
    expect(await name()).toBeUndefined();
    await store.transact(({ organizations }) => organizations.insert(ORGANIZATION));
    expect(await name()).toBe('Before');
    await store.transact(({ organizations }) =>
      organizations.update({ ...ORGANIZATION, name: 'After' }),
    );
    expect(await name()).toBe('After');
    await store.transact(({ organizations }) => organizations.delete(id));
    expect(await name()).toBeUndefined();
  });

  it('reads a commit of its own in the very turn in which it was made', async () => {
    await store.transact(({ organizations }) => organizations.insert(ORGANIZATION));
    const update = store.transact(({ organizations }) =>
      organizations.update({ ...ORGANIZATION, name: 'After' }),
    );
    // The turn of the commit begins with what this read has seen.
    expect(await name()).toBe('Before');
    await update;
    expect(await name()).toBe('After');
  });

  it('reads, from its next turn on, what another process has committed', async () => {
    await store.transact(({ organizations }) => organizations.insert(ORGANIZATION));
    expect(await name()).toBe('Before');
    await sqliteAt(path).execute("UPDATE organizations SET name = 'Elsewhere'");
    await nextTurn();
    expect(await name()).toBe('Elsewhere');
  });

  it('lists what was committed, here or elsewhere, however often the page was read before', async () => {
    const names = () =>
      store.read(async ({ organizations }: Tables) => {
        const rows = await organizations.list({ order: 'oldest', limit: 10 });
        return rows.map((row) => row.name);
      });
    expect(await names()).toEqual([]);
    await store.transact(({ organizations }) => organizations.insert(ORGANIZATION));
    expect(await names()).toEqual(['Before']);
    expect(await names()).toEqual(['Before']);
    const second = organization({ name: 'Second' });
    await store.transact(({ organizations }) => organizations.insert(second));
    expect(await names()).toEqual(['Before', 'Second']);
    await sqliteAt(path).execute(`DELETE FROM organizations WHERE id = '${second.id}'`);
    await nextTurn();
    expect(await names()).toEqual(['Before']);
  });

  it('tells apart pages that differ in what they ask for', async () => {
    const [one, other] = [organization({ name: 'One' }), organization({ name: 'Other' })];
    await store.transact(async ({ organizations }) => {
      await organizations.insert(one);
      await organizations.insert(other);
    });
    const names = (limit: number, after?: string) =>
      store.read(async ({ organizations }: Tables) => {
        const page = { order: 'oldest', limit, ...(after && { after }) } as const;
        return (await organizations.list(page)).map((row) => row.name);
      });
    expect(await names(1)).toEqual(['One']);
    expect(await names(2)).toEqual(['One', 'Other']);
    expect(await names(1, one.id)).toEqual(['Other']);
  });

  it('goes on knowing a row that a failed transaction has changed', async () => {
    await store.transact(({ organizations }) => organizations.insert(ORGANIZATION));
    expect(await name()).toBe('Before');
    const failed = store.transact(async ({ organizations }) => {
      await organizations.update({ ...ORGANIZATION, name: 'Never' });
      throw new Error('no');
    });
    await expect(failed).rejects.toThrow('no');
    expect(await name()).toBe('Before');
  });
});
