import type { TestDatabase } from './databases.ts';
import { EMPTY_POSTGRES } from './empty-postgres.ts';

/** Deletes every row, also of append-only tables, which is much faster than creating another database. */
export async function emptyTables(database: TestDatabase): Promise<void> {
  if (database.location.kind === 'postgres') return database.script([EMPTY_POSTGRES]);
  const triggers = await database.execute(
    "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'",
  );
  const tables = await database.execute(
    "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT IN ('schema_version', 'sqlite_sequence')",
  );
  await database.script([
    'PRAGMA defer_foreign_keys = ON',
    ...triggers.map(({ name }) => `DROP TRIGGER ${name}`),
    ...tables.map(({ name }) => `DELETE FROM ${name}`),
    ...triggers.map(({ sql }) => String(sql)),
  ]);
}
