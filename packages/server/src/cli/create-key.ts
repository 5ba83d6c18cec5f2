import { issueOperatorKey, type Store } from '@firsthandapi/engine';
import type { Configuration } from '../configuration.ts';
import { UlidIds } from '../host/ulid-ids.ts';
import { openOwnKeyring } from '../keyring/open-keyring.ts';
import { withStore } from '../operator/with-store.ts';

const NAME = "Created by the server's operator";

/**
 * Creates a live key with all scopes, for an organization that has lost its own. Returns the key once it is committed;
 * it is stored nowhere else.
 *
 * @throws Error when the keyring is not the database's, or the organization is unknown or erased
 */
export function createKey(configuration: Configuration, organizationId: string): Promise<string> {
  return withStore(configuration, async (store) => {
    const { keyring } = await openOwnKeyring(configuration, store);
    return issue(store, { ids: new UlidIds(), keyring }, organizationId);
  });
}

async function issue(
  store: Store,
  ports: Parameters<typeof issueOperatorKey>[0]['ports'],
  organizationId: string,
): Promise<string> {
  const { secret } = await store.transact((tables) =>
    issueOperatorKey({ ports, tables, now: Date.now() }, organizationId, {
      environment: 'live',
      name: NAME,
    }),
  );
  return secret;
}
