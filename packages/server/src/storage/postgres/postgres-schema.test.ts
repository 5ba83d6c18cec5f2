import { afterEach, describe, expect, it } from 'vitest';
import { isPassing } from '../../failures/passing-error.ts';
import { databaseKinds, type TestDatabase } from '../../testing/databases.ts';
import { postgresSchema } from './postgres-schema.ts';

const kind = (await databaseKinds()).find(({ name }) => name === 'PostgreSQL');

describe.skipIf(kind === undefined)('a migration on PostgreSQL', () => {
  let database: TestDatabase | undefined;
  afterEach(() => database?.remove());

  it('gives up a table that others use, so that they do not wait behind it, and succeeds later', async () => {
    database = await kind?.create();
    if (database?.location.kind !== 'postgres') throw new Error('No database');
    const schema = await postgresSchema(database.location.url, { readMs: 60_000, lockMs: 20 });
    try {
      const next = (await schema.version()) + 1;
      const migrate = () =>
        schema.advance(next, ['ALTER TABLE organizations ADD COLUMN added BIGINT']);
      await database.execute('BEGIN');
      await database.execute('SELECT count(*) FROM organizations');
      const error = await migrate().catch((reason: unknown) => reason);
      expect([isPassing(error), error]).toEqual([true, expect.objectContaining({ code: '55P03' })]);
      expect(await schema.version()).toBe(next - 1);
      await database.execute('COMMIT');
      await migrate();
      expect(await schema.version()).toBe(next);
    } finally {
      await schema.close();
    }
  });
});
