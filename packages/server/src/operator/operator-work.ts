import { overrideQuotas, type Work } from '@firsthandapi/engine';
import type { Configuration } from '../configuration.ts';
import { UlidIds } from '../host/ulid-ids.ts';
import { openOwnKeyring } from '../keyring/open-keyring.ts';
import { withStore } from './with-store.ts';

/** Runs a person's decision as one transaction of the service. A server may be using the database at the same time. */
export function changeAsOperator<T>(
  configuration: Configuration,
  change: (work: Work) => Promise<T>,
): Promise<T> {
  return withWork(configuration, (store, parts) =>
    store.transact((tables) => change({ ...parts, tables })),
  );
}

/** Reads what a person is to decide on. */
export function readAsOperator<T>(
  configuration: Configuration,
  read: (work: Work) => Promise<T>,
): Promise<T> {
  return withWork(configuration, (store, parts) =>
    store.read((tables) => read({ ...parts, tables })),
  );
}

function withWork<T>(
  configuration: Configuration,
  use: (
    store: Work['ports']['store'],
    parts: Pick<Work, 'ports' | 'settings' | 'now'>,
  ) => Promise<T>,
): Promise<T> {
  return withStore(configuration, async (store) => {
    const { keyring } = await openOwnKeyring(configuration, store);
    // What a decision causes, such as mails and deliveries, is done by a server.
    const ports = { store, keyring, ids: new UlidIds() } as unknown as Work['ports'];
    const settings = {
      filesUrl: `${publicUrlOf(configuration)}/files`,
      quotas: overrideQuotas(configuration.quotas),
    } as Work['settings'];
    return use(store, { ports, settings, now: Date.now() });
  });
}

function publicUrlOf({ publicUrl, host, port, tls }: Configuration): string {
  return publicUrl ?? `${tls === undefined ? 'http' : 'https'}://${host}:${port}`;
}
