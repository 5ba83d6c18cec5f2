import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Tables } from '@firsthandapi/engine';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CommittedRows } from './committed-rows.ts';
import { openStore } from './open-store.ts';
import type { SqlStore } from './sql-store.ts';
import { sqliteAt } from './testing/databases.ts';
import { organization } from './testing/records.ts';

const ORGANIZATION = organization({ name: 'Before' });
const { id } = ORGANIZATION;

describe('rows that reads have seen', () => {
  it('are known until the database is another one', async () => {
    let version = 1;
    const seen = new CommittedRows(() => version);
    seen.refresh();
    seen.of('jobs').set({ id: 'job_1' });
    await nextTurn();
    seen.refresh();
    expect(seen.of('jobs').get('job_1')).toEqual({ id: 'job_1' });
    version = 2;
    await nextTurn();
    seen.refresh();
    expect(seen.of('jobs').has('job_1')).toBe(false);
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

  it('are at most 1,000 of a table', () => {
    const seen = new CommittedRows(() => 1);
    seen.refresh();
    for (let count = 0; count < 1_000; count += 1) seen.of('jobs').setAbsent(`job_${count}`);
    expect(seen.of('jobs').has('job_0')).toBe(true);
    seen.of('jobs').setAbsent('job_1000');
    expect(seen.of('jobs').has('job_0')).toBe(false);
    expect(seen.of('jobs').has('job_1000')).toBe(true);
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

  it('reads, from its next turn on, what another process has committed', async () => {
    await store.transact(({ organizations }) => organizations.insert(ORGANIZATION));
    expect(await name()).toBe('Before');
    await sqliteAt(path).execute("UPDATE organizations SET name = 'Elsewhere'");
    await nextTurn();
    expect(await name()).toBe('Elsewhere');
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
