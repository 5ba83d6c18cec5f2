import { readFileSync } from 'node:fs';
import { ErasedError, tableNames } from '@firsthandapi/engine';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { generateKeyMaterial } from '../../keyring/key-material.ts';
import { LocalKeyring } from '../../keyring/local-keyring.ts';
import { type DatabaseKind, databaseKinds, type TestDatabase } from '../../testing/databases.ts';
import { job, NOW, organization } from '../../testing/records.ts';
import { openStore } from '../open-store.ts';
import { tableColumns } from '../sql/schema.ts';
import type { SqlStore } from '../sql/sql-store.ts';
import { rewrapDataKeys } from './rewrap-data-keys.ts';
import { sealedTableNames, standInsOf } from './sealed-fields.ts';

for (const kind of await databaseKinds()) {
  describe(`sealed rows on ${kind.name}`, () => specify(kind));
}

/** Fields of customers or about people that a table may have without being sealed, and why. */
const READABLE: Readonly<Record<string, string>> = {
  'credit_purchases.checkout_url': 'kept for billing after an erasure',
  'credit_transactions.description': 'written by the service',
  'deliveries.failure_reason': 'written by the service',
  'worker_entries.reason': 'a code',
  'organizations.email_confirmation': 'a state of the signup',
};

describe('the list of sealed fields', () => {
  it('lists every text that a customer may write, or the reason why it is readable', () => {
    const written =
      /name|email|contact|title|description|guideline|criteria|comment|reason|url|body|metadata|context|^location|region|device|hash|agent|^ip$/;
    const readable = tableNames.flatMap((name) =>
      Object.keys(tableColumns[name]).flatMap((field) => {
        const isSealed = Object.hasOwn(standInsOf(name) ?? {}, field);
        const isTime = field.endsWith('_at');
        return written.test(field) && !isSealed && !isTime ? [`${name}.${field}`] : [];
      }),
    );
    expect(readable.filter((field) => !(field in READABLE))).toEqual([
      'workers.region',
      'workers.device_info',
    ]);
  });
});

function specify(kind: DatabaseKind): void {
  const material = generateKeyMaterial();
  const keyring = new LocalKeyring({ load: () => material });
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

  const owner = organization({ name: 'Acme Vision', email: 'dev@acme.example' });
  const record = job(owner.id, { description: 'The prototype', title: '\ud800 and \0' });
  const insert = () =>
    store.transact(async ({ organizations, jobs }) => {
      await organizations.insert(owner);
      await jobs.insert(record);
    });
  const erase = () =>
    store.transact(({ organizations }) =>
      organizations.update({ ...owner, name: '[erased]', email: 'erased', erased_at: NOW }),
    );
  const readJob = () => store.read(({ jobs }) => jobs.get(record.id));

  it('reads sealed rows as they were stored, through the same store or another', async () => {
    await store.useKeyring(keyring);
    await insert();
    expect(await readJob()).toEqual(record);
    const other = await openStore(database.location);
    await other.useKeyring(keyring);
    expect(await other.read(({ jobs }) => jobs.get(record.id))).toEqual(record);
    const found = await other.read(({ organizations }) =>
      organizations.list({ where: { email: owner.email }, limit: 2 }),
    );
    expect(found).toEqual([owner]);
    await other.close();
  });

  it('keeps sealed fields when a readable one is updated, and the other way round', async () => {
    await store.useKeyring(keyring);
    await insert();
    const update = (fields: object) =>
      store.transact(async ({ jobs }) => {
        const current = await jobs.get(record.id);
        if (current !== undefined) await jobs.update({ ...current, ...fields });
      });
    await update({ files_pending: 3 });
    await update({ rating_comment: 'Good' });
    expect(await readJob()).toEqual({ ...record, files_pending: 3, rating_comment: 'Good' });
  });

  it('refuses a second organization with the same e-mail address, until the first is erased', async () => {
    await store.useKeyring(keyring);
    await insert();
    const second = organization({ email: owner.email });
    const signUp = () => store.transact(({ organizations }) => organizations.insert(second));
    await expect(signUp()).rejects.toThrow();
    await erase();
    await signUp();
  });

  it('refuses a seal that was moved to another row', async () => {
    await store.useKeyring(keyring);
    await insert();
    const other = job(owner.id);
    await store.transact(({ jobs }) => jobs.insert(other));
    await database.script([
      `UPDATE jobs SET sealed = (SELECT sealed FROM jobs WHERE id = '${record.id}') WHERE id = '${other.id}'`,
    ]);
    await expect(store.read(({ jobs }) => jobs.get(other.id))).rejects.toThrow();
  });

  it('reads no sealed row without the keyring, nor with another', async () => {
    await store.useKeyring(keyring);
    await insert();
    const other = await openStore(database.location);
    await expect(other.read(({ jobs }) => jobs.get(record.id))).rejects.toThrow('keyring');
    const foreign = generateKeyMaterial();
    await expect(other.useKeyring(new LocalKeyring({ load: () => foreign }))).rejects.toThrow();
    await other.close();
  });

  it('neither reads nor adds sealed rows after the erasure of their organization', async () => {
    await store.useKeyring(keyring);
    await insert();
    await erase();
    expect(await readJob()).toMatchObject({ description: '[erased]', title: null, metadata: {} });
    const late = store.transact(({ jobs }) => jobs.insert(job(owner.id)));
    await expect(late).rejects.toThrow(ErasedError);
    expect(await store.dataKey(owner.id)).toBeUndefined();
    const kept = await store.read(({ organizations }) => organizations.get(owner.id));
    expect(kept?.name).toBe('[erased]');
  });

  it('keeps the data key when the transaction of the erasure fails', async () => {
    await store.useKeyring(keyring);
    await insert();
    const failing = store.transact(async ({ organizations }) => {
      await organizations.update({ ...owner, erased_at: NOW });
      throw new Error('Rolled back');
    });
    await expect(failing).rejects.toThrow('Rolled back');
    await store.transact(({ jobs }) => jobs.insert(job(owner.id)));
    expect(await readJob()).toEqual(record);
  });

  it('seals what an earlier version stored readable, in any number of rows', async () => {
    await insert();
    await store.transact(async ({ jobs }) => {
      for (let count = 0; count < 450; count += 1) {
        await jobs.insert(job(owner.id, { description: 'The prototype' }));
      }
    });
    await store.useKeyring(keyring);
    expect(await readJob()).toEqual(record);
    for (const name of sealedTableNames) {
      expect(await database.execute(`SELECT id FROM ${name} WHERE sealed IS NULL`)).toEqual([]);
    }
    const found = await store.read(({ organizations }) =>
      organizations.list({ where: { email: owner.email }, limit: 2 }),
    );
    expect(found).toEqual([owner]);
    if (database.location.kind !== 'sqlite') return;
    for (const path of [database.location.path, `${database.location.path}-wal`]) {
      expect(readFileSync(path).includes('The prototype')).toBe(false);
    }
  });

  it('reads sealed rows after a rotation of the data key that wraps theirs', async () => {
    await store.useKeyring(keyring);
    await insert();
    const [first] = material.dataKeys;
    const rotated = {
      ...material,
      dataKeys: [...material.dataKeys, { version: 2, key: Buffer.alloc(32, 7), activeFrom: 0 }],
    };
    const both = new LocalKeyring({ load: () => rotated });
    const isCurrent = (wrapped: string) => wrapped.startsWith('2:');
    expect(first?.version).toBe(1);
    expect(await rewrapDataKeys(store, both, isCurrent)).toBe(2);
    expect(await rewrapDataKeys(store, both, isCurrent)).toBe(0);
    const onlyLater = { ...rotated, dataKeys: rotated.dataKeys.slice(1) };
    const later = await openStore(database.location);
    await later.useKeyring(new LocalKeyring({ load: () => onlyLater }));
    expect(await later.read(({ jobs }) => jobs.get(record.id))).toEqual(record);
    await later.close();
  });
}
