import { UnavailableError } from '@firsthandapi/engine';
import pg from 'pg';
import { expect, test } from 'vitest';
import { databaseKinds } from '../../testing/databases.ts';
import { NOW, organization } from '../../testing/records.ts';
import { openStore } from '../open-store.ts';
import { toStoreError } from './postgres-errors.ts';

const postgres = (await databaseKinds()).find(({ name }) => name === 'PostgreSQL');

test.each([
  '08006',
  '25006',
  '28P01',
  '53300',
  '53100',
  '55P03',
  '57014',
  '57P01',
  '58030',
  'XX001',
])('reports SQLSTATE %s as unavailable', (code) => {
  expect(toStoreError(databaseError(code))).toBeInstanceOf(UnavailableError);
});

test.each(['23503', '22P02', '42601', '40001', '25P02'])(
  'returns an error with SQLSTATE %s unchanged',
  (code) => {
    const error = databaseError(code);
    expect(toStoreError(error)).toBe(error);
  },
);

test('states the reason without the names and addresses of the cause', () => {
  const refused = Object.assign(new Error('connect ECONNREFUSED 10.0.0.7:5432'), {
    code: 'ECONNREFUSED',
  });
  const messages = [databaseError('25006'), databaseError('53300'), refused, new Error('Lost')].map(
    (error) => (toStoreError(error) as Error).message,
  );
  expect(messages).toEqual([
    'The database cannot be used: it is read-only',
    'The database cannot be used: it has too many connections',
    'The database cannot be used: it refuses connections',
    'The database cannot be used: the connection failed',
  ]);
});

test('reports a failure of the connection as unavailable', () => {
  expect(toStoreError(new Error('Connection terminated'))).toBeInstanceOf(UnavailableError);
});

test.skipIf(postgres === undefined)(
  'reports a standby as unavailable for writes, and counts requests in memory instead',
  async () => {
    const database = await postgres?.create();
    if (database?.location.kind !== 'postgres') throw new Error('This test needs PostgreSQL');
    await (await openStore(database.location)).close();
    const url = new URL(database.location.url);
    url.searchParams.set('default_transaction_read_only', 'on');
    const store = await openStore({ kind: 'postgres', url: url.href });
    const write = store.transact(({ organizations }) => organizations.insert(organization()));
    await expect(write).rejects.toThrow(UnavailableError);
    const count = () => store.countRequest([{ key: 'key', resetAt: NOW + 60_000 }], NOW);
    expect([await count(), await count()]).toEqual([[1], [2]]);
    expect(await store.read(({ organizations }) => organizations.count({}))).toBe(0);
    await store.close();
    await database.remove();
  },
);

function databaseError(code: string): pg.DatabaseError {
  return Object.assign(new pg.DatabaseError('failed', 6, 'error'), { code });
}
