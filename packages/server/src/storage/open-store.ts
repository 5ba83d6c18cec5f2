import { migrate } from './migrations/migrate.ts';
import type { Database, SchemaDatabase } from './sql/database.ts';
import { SqlStore } from './sql/sql-store.ts';

/** Where the data lives: the path of a SQLite file, or the URL of a PostgreSQL database. */
export type StoreLocation =
  | { readonly kind: 'sqlite'; readonly path: string }
  | { readonly kind: 'postgres'; readonly url: string };

/** Brings the schema up to date and says its version. */
export async function migrateStore(location: StoreLocation): Promise<number> {
  const schema = await openSchema(location);
  try {
    return await migrate(schema);
  } finally {
    await schema.close();
  }
}

/**
 * Opens the store, with its schema up to date.
 *
 * @param onError Told of failures that no request waits for, such as a usage record that could not be written.
 */
export async function openStore(
  location: StoreLocation,
  onError?: (error: unknown) => void,
): Promise<SqlStore> {
  await migrateStore(location);
  return new SqlStore(await openDatabase(location), onError);
}

/** The schema side of the database. Only the driver that is used is loaded. */
export async function openSchema(
  location: StoreLocation,
): Promise<SchemaDatabase & { close(): void | Promise<void> }> {
  if (location.kind === 'sqlite') {
    return (await import('./sqlite/sqlite-database.ts')).sqliteSchema(location.path);
  }
  return (await import('./postgres/postgres-database.ts')).postgresSchema(location.url);
}

async function openDatabase(location: StoreLocation): Promise<Database> {
  if (location.kind === 'sqlite') {
    return new (await import('./sqlite/sqlite-database.ts')).SqliteDatabase(location.path);
  }
  return (await import('./postgres/postgres-database.ts')).PostgresDatabase.open(location.url);
}
