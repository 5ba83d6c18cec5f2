import { migrate } from './migrations/migrate.ts';
import type { Database, SchemaDatabase } from './sql/database.ts';
import { SqlStore } from './sql/sql-store.ts';

/** The location of the data: the path of a SQLite file, or the URL of a PostgreSQL database. */
export type StoreLocation =
  | { readonly kind: 'sqlite'; readonly path: string }
  | {
      readonly kind: 'postgres';
      readonly url: string;
      /** How long an operation waits for PostgreSQL before it fails, in milliseconds. Default: 4,500. */
      readonly deadlineMs?: number;
    };

/** Migrates the schema to the latest version and returns that version. */
export async function migrateStore(location: StoreLocation): Promise<number> {
  const schema = await openSchema(location);
  try {
    return await migrate(schema);
  } finally {
    await schema.close();
  }
}

/**
 * Migrates the schema to the latest version and opens the store.
 *
 * @param onError Called with failures that no request waits for, such as a usage record that could not be written.
 */
export async function openStore(
  location: StoreLocation,
  onError?: (error: unknown) => void,
): Promise<SqlStore> {
  await migrateStore(location);
  return new SqlStore(await openDatabase(location), onError);
}

/** Opens the database for migrations. Loads only the driver that is used. */
export async function openSchema(
  location: StoreLocation,
): Promise<SchemaDatabase & { close(): void | Promise<void> }> {
  if (location.kind === 'sqlite') {
    return (await import('./sqlite/sqlite-database.ts')).sqliteSchema(location.path);
  }
  return (await import('./postgres/postgres-schema.ts')).postgresSchema(location.url);
}

async function openDatabase(location: StoreLocation): Promise<Database> {
  if (location.kind === 'sqlite') {
    return (await import('./sqlite/sqlite-database.ts')).SqliteDatabase.open(location.path);
  }
  const { PostgresDatabase } = await import('./postgres/postgres-database.ts');
  return PostgresDatabase.open(location.url, location);
}
