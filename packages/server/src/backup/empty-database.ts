import { migrate } from '../storage/migrate.ts';
import { openSchema, type StoreLocation } from '../storage/open-store.ts';
import type { Filling } from '../storage/snapshot/copied-tables.ts';
import { openFilling } from '../storage/snapshot/open-snapshot.ts';
import { BackupError } from './sealed-backup.ts';

/** Opens a new database for filling, with the tables of a schema version. Throws a `BackupError` when it has others. */
export async function openEmpty(store: StoreLocation, schemaVersion: number): Promise<Filling> {
  const schema = await openSchema(store);
  try {
    const version = await schema.version();
    if (version !== 0 && version !== schemaVersion) throw notEmpty();
    await migrate(schema, schemaVersion);
  } finally {
    await schema.close();
  }
  return openFilling(store);
}

/** Throws a `BackupError` when a server has used the database. */
export async function requireNoRows(filling: Filling): Promise<void> {
  for (const table of ['organizations', 'keyring_fingerprints']) {
    const rows = await filling.all(`SELECT 1 AS one FROM ${table} LIMIT 1`);
    if (rows.length > 0) throw notEmpty();
  }
}

function notEmpty(): BackupError {
  return new BackupError('The database is not empty: restore into a new one');
}
