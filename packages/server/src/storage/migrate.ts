import { migrations } from './all-migrations.ts';
import type { Migration } from './migrations/migration.ts';
import type { SchemaDatabase } from './sql/database.ts';

/** The version to which `migrate` brings the schema by default. */
export const LATEST_VERSION = migrations.length;

/**
 * Migrates the schema to `target`, one transaction per step, and returns its version. Safe to run concurrently. Throws
 * when the database is newer than this code, since there are no down migrations.
 */
export async function migrate(database: SchemaDatabase, target = LATEST_VERSION): Promise<number> {
  const start = await database.version();
  if (start > LATEST_VERSION) {
    throw new Error(
      `The database has schema version ${start}, but this server supports versions up to ${LATEST_VERSION}; run the newer server`,
    );
  }
  for (const migration of migrations.slice(start, target)) {
    await database.advance(migration.version, statementsFor(database, migration));
  }
  return database.version();
}

function statementsFor(database: SchemaDatabase, migration: Migration): readonly string[] {
  const own = migration[database.dialect] ?? [];
  return [...migration.statements, ...own].map((statement) =>
    fillPlaceholders(database, statement),
  );
}

function fillPlaceholders({ words }: SchemaDatabase, statement: string): string {
  return statement.replace(/\{(\w+)\}/g, (_, word: string) => {
    const replacement = words[word];
    if (replacement === undefined) throw new Error(`Unknown placeholder {${word}} in a migration`);
    return replacement;
  });
}
