import type { TestDatabase } from './databases.ts';

/**
 * Deletes all rows of the current schema of PostgreSQL but its version, in one statement. Without triggers: some tables
 * refuse deletions, and others refer to each other.
 */
export const EMPTY_POSTGRES = `DO $$
DECLARE name text;
BEGIN
  SET LOCAL session_replication_role = 'replica';
  FOR name IN SELECT quote_ident(relname) FROM pg_class
    WHERE relnamespace = current_schema()::regnamespace AND relkind = 'r' AND relname <> 'schema_version'
  LOOP
    EXECUTE 'DELETE FROM ' || name;
  END LOOP;
END $$`;

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
