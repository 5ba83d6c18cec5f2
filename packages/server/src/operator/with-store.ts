import type { Configuration } from '../configuration.ts';
import { openDataFolder } from '../host/data-folder.ts';
import { openOwnKeyring } from '../keyring/open-keyring.ts';
import { openStore } from '../storage/open-store.ts';
import type { SqlStore } from '../storage/sql/sql-store.ts';

/** Opens the store with its keyring for `work`. A server may be using it at the same time. */
export function withStore<T>(
  configuration: Pick<Configuration, 'store' | 'dataFolder' | 'keyringFile'> &
    Partial<Pick<Configuration, 'kms'>>,
  work: (store: SqlStore) => Promise<T>,
): Promise<T> {
  return withReadableRows(configuration, async (store) => {
    await openOwnKeyring(configuration, store);
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
