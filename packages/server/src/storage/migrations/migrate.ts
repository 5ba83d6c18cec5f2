import type { SchemaDatabase } from '../sql/database.ts';
import { migrations } from './index.ts';
import type { Migration } from './migration.ts';

/** The version that `migrate` leads to. */
export const LATEST_VERSION = migrations.length;

/**
 * Brings the schema forward to `target`, one transaction a step. Safe while other processes do the same. Throws when
 * the database is newer than this code: nothing ever goes back.
 */
export async function migrate(database: SchemaDatabase, target = LATEST_VERSION): Promise<number> {
  const start = await database.version();
  if (start > LATEST_VERSION) {
    throw new Error(
      `The database has schema version ${start} and this server knows ${LATEST_VERSION}; run the newer server`,
    );
  }
  for (const migration of migrations.slice(start, target)) {
    await database.advance(migration.version, statementsFor(database, migration));
  }
  return database.version();
}

function statementsFor(database: SchemaDatabase, migration: Migration): readonly string[] {
  const own = migration[database.dialect] ?? [];
  return [...migration.statements, ...own].map((statement) => inWordsOf(database, statement));
}

function inWordsOf({ words }: SchemaDatabase, statement: string): string {
  return statement.replace(/\{(\w+)\}/g, (_, word: string) => {
    const said = words[word];
    if (said === undefined) throw new Error(`A migration says {${word}}, which no database knows`);
    return said;
  });
}
