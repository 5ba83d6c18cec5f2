import type { TestDatabase } from './databases.ts';
import { EMPTY_POSTGRES } from './empty-postgres.ts';

/** Deletes every row, also of append-only tables, which is much faster than creating another database. */
export async function emptyTables(database: TestDatabase): Promise<void> {
  if (database.location.kind === 'postgres') return database.script([EMPTY_POSTGRES]);
  const tables = await database.execute(
    "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT IN ('schema_version', 'sqlite_sequence')",
  );
  const filled = await database.execute(
    tables
      .map(({ name }) => `SELECT '${name}' AS name WHERE EXISTS (SELECT 1 FROM ${name})`)
      .join(' UNION ALL '),
  );
  if (filled.length === 0) return;
  const names = filled.map(({ name }) => `'${name}'`).join();
  const triggers = await database.execute(
    `SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name IN (${names})`,
  );
  await database.script([
    'PRAGMA defer_foreign_keys = ON',
    ...triggers.map(({ name }) => `DROP TRIGGER ${name}`),
    ...filled.map(({ name }) => `DELETE FROM ${name}`),
    ...triggers.map(({ sql }) => String(sql)),
  ]);
}
