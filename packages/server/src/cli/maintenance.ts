import { counted } from '@firsthandapi/engine/host';
import type { Configuration } from '../configuration.ts';
import { openDataFolder } from '../host/data-folder.ts';
import { ACTIVATION_DELAY_MS } from '../keyring/key-material.ts';
import { LocalKeyring } from '../keyring/local-keyring.ts';
import { keyringFileOf, openKeyringFile } from '../keyring/open-keyring.ts';
import { resealSecrets } from '../keyring/reseal-secrets.ts';
import { UsageError } from '../operator/usage-error.ts';
import { withReadableRows, withStore } from '../operator/with-store.ts';
import { migrateStore } from '../storage/open-store.ts';
import { rewrapDataKeys } from '../storage/sealing/rewrap-data-keys.ts';

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
export async function rotatePepper(configuration: Configuration, say: Say): Promise<void> {
  const file = await openKeyringFile(configuration);
  await file.prepareRotation('peppers');
  const version = file.rotate('peppers', Date.now());
  say(`Pepper ${version} takes effect at ${whenActive()}. Back up ${file.path}.`);
}

/** Adds a data key. Files and stored responses stay sealed under the earlier one, which remains in the keyring. */
export async function rotateDataKey(configuration: Configuration, say: Say): Promise<void> {
  const file = await openKeyringFile(configuration);
  await file.prepareRotation('dataKeys');
  const version = file.rotate('dataKeys', Date.now());
  say(`Data key ${version} takes effect at ${whenActive()}. Back up ${file.path}.`);
  // By then every running server has loaded the key and can open what is sealed under it.
  await new Promise((resolve) => setTimeout(resolve, ACTIVATION_DELAY_MS));
  await reseal(configuration, say);
}

/** Reseals the stored webhook secrets, and the organizations' own data keys, under the current data key. */
export async function reseal(configuration: Configuration, say: Say): Promise<void> {
  const keyring = new LocalKeyring(await openKeyringFile(configuration));
  const { version } = keyring.currentDataKey();
  const [secrets, keys] = await withStore(configuration, async (store) => [
    await resealSecrets(store, keyring),
    await rewrapDataKeys(store, keyring, (wrapped) => wrapped.startsWith(`${version}:`)),
  ]);
  say(
    `Resealed ${counted(secrets, 'webhook secret')} and ${counted(keys, 'data key')} under data key ${version}.`,
  );
}

/** Wraps the keyring under `KMS_KEY_ID`, or with `--plain` writes its keys into the file. The keys stay the same. */
export async function rewrapKeyring(
  configuration: Configuration,
  parameters: readonly string[],
  say: Say,
): Promise<void> {
  const isPlain = parameters[0] === '--plain';
  if (parameters.length > (isPlain ? 1 : 0)) {
    throw new UsageError('rewrap-keyring takes one option, --plain');
  }
  if (configuration.kms === undefined) {
    throw new UsageError(
      'KMS_KEY_ID must be set: to the key that is to wrap the keyring or, with --plain, that wraps it',
    );
  }
  const file = await keyringFileOf(configuration);
  await file.rewrap({ isPlain });
  const how = isPlain
    ? 'is in plain: start the servers without KMS_KEY_ID'
    : `is wrapped under ${configuration.kms.keyId}: start the servers with it`;
  say(`The keyring ${how}. Running servers are not affected. Back up ${file.path}.`);
}

function whenActive(): string {
  return new Date(Date.now() + ACTIVATION_DELAY_MS).toISOString();
}
