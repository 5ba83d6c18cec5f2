import { readFingerprints } from '../storage/service/keyring-fingerprints.ts';
import type { SqlStore } from '../storage/sql/sql-store.ts';
import { KeyringFile } from './keyring-file.ts';
import { LocalKeyring } from './local-keyring.ts';
import { verifyKeyring } from './verify-keyring.ts';

/**
 * Opens the keyring that belongs to the database, whose store seals and opens rows with it from then on.
 *
 * @throws KeyringMismatchError when it belongs to another one
 */
export async function openOwnKeyring(path: string, store: SqlStore): Promise<LocalKeyring> {
  const keyring = new LocalKeyring(new KeyringFile(path));
  await verifyKeyring(store, keyring.material);
  await store.useKeyring(keyring);
  return keyring;
}

/** `openOwnKeyring` for a server's start. Only a database without any data gets a new keyring. */
export async function openOrCreateKeyring(path: string, store: SqlStore): Promise<LocalKeyring> {
  if (await isNew(store)) new KeyringFile(path).createMissing();
  return openOwnKeyring(path, store);
}

async function isNew(store: SqlStore): Promise<boolean> {
  const organizations = await store.read((tables) => tables.organizations.count({}));
  return organizations === 0 && (await store.readSql(readFingerprints)).size === 0;
}
