import { openDataFolder, requireFinishedRestore } from '../host/data-folder.ts';
import { lockFolder } from '../host/process-lock.ts';
import type { LocalKeyring } from '../keyring/local-keyring.ts';
import { openOrCreateKeyring } from '../keyring/open-keyring.ts';
import { type KeyringWatch, watchKeyring } from '../keyring/watch-keyring.ts';
import { openStore } from '../storage/open-store.ts';
import type { SqlStore } from '../storage/sql/sql-store.ts';
import { loadTraces } from '../tracing/load-traces.ts';
import type { ServerTraces } from '../tracing/server-traces.ts';
import type { BuildContext } from './build-context.ts';
import { type OpenedClock, openClock } from './open-clock.ts';
import { type OpenedRedis, openRedis } from './open-redis.ts';

/** What everything else stands on: the records, the keys to them, and the time. */
export interface Foundation extends OpenedClock {
  readonly store: SqlStore;
  readonly keyring: LocalKeyring;
  readonly keyringWatch: KeyringWatch;
  readonly traces: ServerTraces | undefined;
  readonly redis: OpenedRedis;
}

/**
 * Opens the data folder, the store of the configuration or a given one, its keyring, and what belongs to them.
 *
 * @throws Error when the folder is in use or the database cannot be opened
 */
export async function openFoundation(
  context: BuildContext,
  openedStore: SqlStore | undefined,
): Promise<Foundation> {
  const { configuration, resources } = context;
  openFolder(context);
  const store = openedStore ?? (await openOwnStore(context));
  const { keyring, keyringWatch } = await openKeyring(context, store);
  const traces = await loadTraces(configuration.store.kind === 'sqlite' ? 'sqlite' : 'postgresql');
  if (traces !== undefined) store.useTraces(traces);
  const redis = await openRedis(configuration.redis, { store, ...context });
  resources.add(() => redis.close());
  return { store, keyring, keyringWatch, traces, redis, ...(await openClock(context, store)) };
}

/** The data folder, which an embedded database lets only one process use. */
function openFolder({ configuration, resources, log }: BuildContext): void {
  const { dataFolder, store } = configuration;
  const warning = openDataFolder(dataFolder);
  if (warning !== undefined) log.info('warning', { warning });
  if (store.kind === 'sqlite') resources.add(lockFolder(dataFolder));
  requireFinishedRestore(dataFolder);
}

async function openOwnStore({
  configuration,
  resources,
  onError,
}: BuildContext): Promise<SqlStore> {
  const store = await openStore(configuration.store, onError);
  resources.add(() => store.close());
  return store;
}

/** The keyring that belongs to the database, kept up to date with its file. */
async function openKeyring({ configuration, resources, onError }: BuildContext, store: SqlStore) {
  const { keyring, file } = await openOrCreateKeyring(configuration, store);
  const keyringWatch = watchKeyring(file, keyring, onError);
  resources.add(() => keyringWatch.stop());
  return { keyring, keyringWatch };
}
