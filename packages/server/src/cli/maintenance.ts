import type { Store } from '@firsthandapi/engine';
import type { Configuration } from '../configuration.ts';
import { openDataFolder } from '../host/data-folder.ts';
import { ACTIVATION_DELAY_MS } from '../keyring/key-material.ts';
import { KeyringFile } from '../keyring/keyring-file.ts';
import { LocalKeyring } from '../keyring/local-keyring.ts';
import { resealSecrets } from '../keyring/reseal-secrets.ts';
import { migrateStore, openStore } from '../storage/open-store.ts';

export async function migrateDatabase({ store, dataFolder }: Configuration): Promise<void> {
  openDataFolder(dataFolder);
  say(`The database has schema version ${await migrateStore(store)}.`);
}

/** Keys made before keep their hash under the earlier pepper, which stays in the keyring until they were used. */
export async function rotatePepper({ keyringFile }: Configuration): Promise<void> {
  const version = new KeyringFile(keyringFile).rotate('peppers', Date.now());
  say(`Pepper ${version} is used from ${whenActive()} on. Back up ${keyringFile}.`);
}

/** Files and replays keep the key that they were sealed with, which stays in the keyring for them. */
export async function rotateDataKey(configuration: Configuration): Promise<void> {
  const { keyringFile } = configuration;
  const version = new KeyringFile(keyringFile).rotate('dataKeys', Date.now());
  say(`Data key ${version} is used from ${whenActive()} on. Back up ${keyringFile}.`);
  // Every running server knows the key by then, and can open what is sealed with it.
  await new Promise((resolve) => setTimeout(resolve, ACTIVATION_DELAY_MS));
  await reseal(configuration);
}

export async function reseal(configuration: Configuration): Promise<void> {
  const keyring = new LocalKeyring(new KeyringFile(configuration.keyringFile));
  const resealed = await withStore(configuration, (store) => resealSecrets(store, keyring));
  say(
    `${resealed} webhook secrets were sealed again under data key ${keyring.currentDataKey().version}.`,
  );
}

/** Opens the store for one piece of work. A server may be at work on it. */
export async function withStore<T>(
  { store: location, dataFolder }: Pick<Configuration, 'store' | 'dataFolder'>,
  work: (store: Store) => Promise<T>,
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

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
