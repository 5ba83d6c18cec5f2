import type { Configuration } from '../configuration.ts';
import { openDataFolder } from '../host/data-folder.ts';
import { ACTIVATION_DELAY_MS } from '../keyring/key-material.ts';
import { KeyringFile } from '../keyring/keyring-file.ts';
import { LocalKeyring } from '../keyring/local-keyring.ts';
import { openOwnKeyring } from '../keyring/open-keyring.ts';
import { resealSecrets } from '../keyring/reseal-secrets.ts';
import { migrateStore, openStore } from '../storage/open-store.ts';
import { rewrapDataKeys } from '../storage/sealing/rewrap-data-keys.ts';
import type { SqlStore } from '../storage/sql/sql-store.ts';

/** Prints one line of what was done. */
type Say = (line: string) => void;

/** Updates the schema of the database. */
export async function migrateDatabase(
  { store, dataFolder }: Configuration,
  say: Say,
): Promise<void> {
  openDataFolder(dataFolder);
  say(`The database has schema version ${await migrateStore(store)}.`);
}

/** Accepts this machine's clock as right. Running servers notice within five seconds. */
export async function acceptClock(configuration: Configuration, say: Say): Promise<void> {
  const now = Date.now();
  await withReadableRows(configuration, (store) => store.acceptTime(now));
  say(`Accepted ${new Date(now).toISOString()} as the current time.`);
}

/** Adds a pepper. Existing API keys stay hashed under the earlier one, which remains in the keyring until they are used. */
export async function rotatePepper({ keyringFile }: Configuration, say: Say): Promise<void> {
  const version = new KeyringFile(keyringFile).rotate('peppers', Date.now());
  say(`Pepper ${version} takes effect at ${whenActive()}. Back up ${keyringFile}.`);
}

/** Adds a data key. Files and stored responses stay sealed under the earlier one, which remains in the keyring. */
export async function rotateDataKey(configuration: Configuration, say: Say): Promise<void> {
  const { keyringFile } = configuration;
  const version = new KeyringFile(keyringFile).rotate('dataKeys', Date.now());
  say(`Data key ${version} takes effect at ${whenActive()}. Back up ${keyringFile}.`);
  // By then every running server has loaded the key and can open what is sealed under it.
  await new Promise((resolve) => setTimeout(resolve, ACTIVATION_DELAY_MS));
  await reseal(configuration, say);
}

/** Reseals the stored webhook secrets, and the organizations' own data keys, under the current data key. */
export async function reseal(configuration: Configuration, say: Say): Promise<void> {
  const keyring = new LocalKeyring(new KeyringFile(configuration.keyringFile));
  const { version } = keyring.currentDataKey();
  const [secrets, keys] = await withStore(configuration, async (store) => [
    await resealSecrets(store, keyring),
    await rewrapDataKeys(store, keyring, (wrapped) => wrapped.startsWith(`${version}:`)),
  ]);
  say(`Resealed ${secrets} webhook secrets and ${keys} data keys under data key ${version}.`);
}

/** Opens the store with its keyring for `work`. A server may be using it at the same time. */
export function withStore<T>(
  configuration: Pick<Configuration, 'store' | 'dataFolder' | 'keyringFile'>,
  work: (store: SqlStore) => Promise<T>,
): Promise<T> {
  return withReadableRows(configuration, async (store) => {
    await openOwnKeyring(configuration.keyringFile, store);
    return work(store);
  });
}

/** Opens the store without its keyring, for work on rows that are not sealed. */
export async function withReadableRows<T>(
  { store: location, dataFolder }: Pick<Configuration, 'store' | 'dataFolder'>,
  work: (store: SqlStore) => Promise<T>,
): Promise<T> {
  openDataFolder(dataFolder);
  const store = await openStore(location);
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

function whenActive(): string {
  return new Date(Date.now() + ACTIVATION_DELAY_MS).toISOString();
}
