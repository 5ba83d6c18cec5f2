import { migrate } from './migrate.ts';
import type { Database, SchemaDatabase } from './sql/database.ts';
import { SqlStore } from './sql/sql-store.ts';
import type { StoreLocation } from './store-location.ts';
import { nameDatabase } from './unusable-database.ts';

export type { StoreLocation } from './store-location.ts';

/**
 * Migrates the schema to the latest version and returns that version.
 *
 * @throws UnusableDatabaseError when the database cannot be reached or opened
 */
export async function migrateStore(location: StoreLocation): Promise<number> {
  try {
    const schema = await openSchema(location);
    try {
      return await migrate(schema);
    } finally {
      await schema.close();
    }
  } catch (error) {
    throw nameDatabase(location, error);
  }
}

/**
 * Migrates the schema to the latest version and opens the store.
 *
 * @param onError Called with failures that no request waits for, such as a usage record that could not be written.
 * @throws UnusableDatabaseError when the database cannot be reached or opened
 */
export async function openStore(
  location: StoreLocation,
  onError?: (error: unknown) => void,
): Promise<SqlStore> {
  await migrateStore(location);
  try {
    return new SqlStore(await openDatabase(location), onError);
  } catch (error) {
    throw nameDatabase(location, error);
  }
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
