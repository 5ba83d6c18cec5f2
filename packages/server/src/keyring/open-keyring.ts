import type { KmsSettings } from '../aws/aws-settings.ts';
import { readFingerprints } from '../storage/service/keyring-fingerprints.ts';
import type { SqlStore } from '../storage/sql/sql-store.ts';
import { KeyringFile } from './keyring-file.ts';
import { LocalKeyring } from './local-keyring.ts';
import { verifyKeyring } from './verify-keyring.ts';

/** Where the keys are: in a file, which KMS may have wrapped. */
export interface KeyringLocation {
  readonly keyringFile: string;
  readonly kms?: KmsSettings | undefined;
}

/** A keyring that is in use, and its file. */
export interface OpenedKeyring {
  readonly keyring: LocalKeyring;
  readonly file: KeyringFile;
}

/** Returns the file of a keyring, which may be missing. The adapter of KMS is loaded only when it is used. */
export async function keyringFileOf({ keyringFile, kms }: KeyringLocation): Promise<KeyringFile> {
  if (kms === undefined) return new KeyringFile(keyringFile);
  const { KmsClient } = await import('../aws/kms-client.ts');
  return new KeyringFile(keyringFile, new KmsClient(kms));
}

/** Returns the file of a keyring, whose keys are unwrapped. Throws when it is missing, or KMS refuses. */
export async function openKeyringFile(location: KeyringLocation): Promise<KeyringFile> {
  const file = await keyringFileOf(location);
  await file.open();
  return file;
}

/**
 * Opens the keyring that belongs to the database, whose store seals and opens rows with it from then on.
 *
 * @throws KeyringMismatchError when it belongs to another one
 */
export async function openOwnKeyring(
  location: KeyringLocation,
  store: SqlStore,
): Promise<OpenedKeyring> {
  const file = await openKeyringFile(location);
  const keyring = new LocalKeyring(file);
  await verifyKeyring(store, keyring.material);
  await store.useKeyring(keyring);
  return { keyring, file };
}

/** `openOwnKeyring` for a server's start. Only a database without any data gets a new keyring. */
export async function openOrCreateKeyring(
  location: KeyringLocation,
  store: SqlStore,
): Promise<OpenedKeyring> {
  if (await isNew(store)) {
    const file = await keyringFileOf(location);
    await file.prepareCreation();
    file.createMissing();
  }
  return openOwnKeyring(location, store);
}

async function isNew(store: SqlStore): Promise<boolean> {
  const organizations = await store.read((tables) => tables.organizations.count({}));
  return organizations === 0 && (await store.readSql(readFingerprints)).size === 0;
}
