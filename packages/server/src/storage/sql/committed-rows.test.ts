import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { KeyHolder, Tables } from '@firsthandapi/engine';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sqliteAt } from '../../testing/databases.ts';
import { organization } from '../../testing/records.ts';
import { openStore } from '../open-store.ts';
import { CommittedRows } from './committed-rows.ts';
import type { SqlStore } from './sql-store.ts';

const ORGANIZATION = organization({ name: 'Before' });
const { id } = ORGANIZATION;
const HOLDER = { secret: { id: 'secret_1' } } as KeyHolder;

describe('CommittedRows', () => {
  it('keeps cached rows until the database version changes', async () => {
    let version = 1;
    const committed = new CommittedRows(() => version);
    committed.refresh();
    committed.tableCache('jobs').rows.set('job_1', { id: 'job_1' });
    await nextTurn();
    committed.refresh();
    expect(committed.tableCache('jobs').rows.get('job_1')).toEqual({ id: 'job_1' });
    version = 2;
    await nextTurn();
    committed.refresh();
    expect(committed.tableCache('jobs').rows.has('job_1')).toBe(false);
  });

  it('does not keep a row or page that a read finds after the commit that it began before', async () => {
    let version = 1;
    const committed = new CommittedRows(() => version);
    committed.refresh();
    const slow = committed.tableCache('jobs');
    version = 2;
    await nextTurn();
    committed.refresh();
    slow.rows.set('job_1', { id: 'job_1' });
    slow.pages.set('page', []);
    const { rows, pages } = committed.tableCache('jobs');
    expect([rows.has('job_1'), pages.has('page')]).toEqual([false, false]);
  });

  it('checks the database version once per turn of the event loop, and after each own commit', async () => {
    let checks = 0;
    const committed = new CommittedRows(() => {
      checks += 1;
      return 1;
    });
    for (let read = 0; read < 10; read += 1) committed.refresh();
    expect(checks).toBe(1);
    committed.noteCommit();
    committed.refresh();
    expect(checks).toBe(2);
    await nextTurn();
    committed.refresh();
    expect(checks).toBe(3);
  });

  it('knows the callers that reads have found until the next commit', async () => {
    let version = 1;
    const committed = new CommittedRows(() => version);
    committed.refresh();
    committed.callers().note(HOLDER);
    expect(committed.caller('secret_1')).toBe(HOLDER);
    version = 2;
    await nextTurn();
    committed.refresh();
    expect(committed.caller('secret_1')).toBeUndefined();
  });

  it('does not note a caller whose read began before a commit', async () => {
    let version = 1;
    const committed = new CommittedRows(() => version);
    committed.refresh();
    const ofEarlierRead = committed.callers();
    version = 2;
    committed.noteCommit();
    committed.refresh();
    ofEarlierRead.note(HOLDER);
    expect(committed.caller('secret_1')).toBeUndefined();
  });

  it('caches at most 50 pages per table', () => {
    const committed = new CommittedRows(() => 1);
    committed.refresh();
    const { pages } = committed.tableCache('jobs');
    for (let page = 0; page < 50; page += 1) pages.set(`page ${page}`, []);
    expect(pages.get('page 0')).toEqual([]);
    pages.set('page 50', []);
    expect(pages.get('page 0')).toBeUndefined();
    expect(pages.get('page 50')).toEqual([]);
  });

  it('caches at most 1,000 rows per table', () => {
    const committed = new CommittedRows(() => 1);
    committed.refresh();
    for (let count = 0; count < 1_000; count += 1)
      committed.tableCache('jobs').rows.set(`job_${count}`, undefined);
    expect(committed.tableCache('jobs').rows.has('job_0')).toBe(true);
    committed.tableCache('jobs').rows.set('job_1000', undefined);
    expect(committed.tableCache('jobs').rows.has('job_0')).toBe(false);
    expect(committed.tableCache('jobs').rows.has('job_1000')).toBe(true);
  });
});

describe('SqlStore on SQLite', () => {
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

  it('reads its own commits, however often the row was read before', async () => {
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

  it('reads its own commit in the same turn of the event loop', async () => {
    await store.transact(({ organizations }) => organizations.insert(ORGANIZATION));
    const update = store.transact(({ organizations }) =>
      organizations.update({ ...ORGANIZATION, name: 'After' }),
    );
    // This read fills the cache in the turn in which the commit happens.
    expect(await name()).toBe('Before');
    await update;
    expect(await name()).toBe('After');
  });

  it('reads what another process has committed from the next turn on', async () => {
    await store.transact(({ organizations }) => organizations.insert(ORGANIZATION));
    expect(await name()).toBe('Before');
    await sqliteAt(path).execute("UPDATE organizations SET name = 'Elsewhere'");
    await nextTurn();
    expect(await name()).toBe('Elsewhere');
  });

  it('lists what this or another process has committed, however often the page was read before', async () => {
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

  it('caches pages of different queries separately', async () => {
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

  it('still returns the committed row after a transaction that changed it fails', async () => {
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
