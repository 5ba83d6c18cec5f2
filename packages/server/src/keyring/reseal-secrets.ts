import type { Store, WebhookEndpointRecord } from '@firsthandapi/engine';
import type { LocalKeyring } from './local-keyring.ts';

/** The purpose under which the engine seals webhook secrets. */
const PURPOSE = 'webhook-secret';
const BATCH_SIZE = 50;

/**
 * Re-encrypts every webhook secret under the current data key, in batches. Returns the number of secrets re-encrypted.
 */
export async function resealSecrets(store: Store, keyring: LocalKeyring): Promise<number> {
  const current = `${keyring.currentDataKey().version}:`;
  let resealed = 0;
  let after: string | undefined;
  for (;;) {
    const batch = await store.read(({ webhook_endpoints }) =>
      webhook_endpoints.list({ order: 'oldest', limit: BATCH_SIZE, ...(after && { after }) }),
    );
    for (const { id } of batch) resealed += await resealEndpoint(store, keyring, id, current);
    if (batch.length < BATCH_SIZE) return resealed;
    after = batch.at(-1)?.id;
  }
}

function resealEndpoint(
  store: Store,
  keyring: LocalKeyring,
  id: string,
  current: string,
): Promise<number> {
  return store.transact(async ({ webhook_endpoints }) => {
    const endpoint = await webhook_endpoints.get(id);
    if (endpoint === undefined) return 0;
    const outdated = endpoint.secrets.filter(({ sealed }) => !sealed.startsWith(current)).length;
    if (outdated > 0) {
      await webhook_endpoints.update({ ...endpoint, secrets: await reseal(keyring, endpoint) });
    }
    return outdated;
  });
}

function reseal(keyring: LocalKeyring, { secrets }: WebhookEndpointRecord) {
  return Promise.all(
    secrets.map(async ({ sealed, expires_at }) => ({
      sealed: await keyring.seal(PURPOSE, await keyring.open(PURPOSE, sealed)),
      expires_at,
    })),
  );
}
