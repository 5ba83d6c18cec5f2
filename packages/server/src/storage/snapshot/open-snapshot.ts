import type { StoreLocation } from '../store-location.ts';
import { nameDatabase } from '../unusable-database.ts';
import type { Filling, Snapshot } from './copied-tables.ts';

/** Opens one state of the whole database for reading. Loads only the driver that is used. */
export async function openSnapshot(location: StoreLocation): Promise<Snapshot> {
  try {
    if (location.kind === 'sqlite') {
      return (await import('./sqlite-snapshot.ts')).sqliteSnapshot(location.path);
    }
    return await (await import('./postgres-snapshot.ts')).postgresSnapshot(location.url);
  } catch (error) {
    throw nameDatabase(location, error);
  }
}

/** Opens a database that has tables without rows, to fill it. */
export async function openFilling(location: StoreLocation): Promise<Filling> {
  try {
    if (location.kind === 'sqlite') {
      return (await import('./sqlite-snapshot.ts')).sqliteFilling(location.path);
    }
    return await (await import('./postgres-snapshot.ts')).postgresFilling(location.url);
  } catch (error) {
    throw nameDatabase(location, error);
  }
}
