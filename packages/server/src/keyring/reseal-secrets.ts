import type { Store, WebhookEndpointRecord } from '@firsthandapi/engine';
import type { LocalKeyring } from './local-keyring.ts';

/** What the engine calls the purpose when it seals a webhook secret. */
const PURPOSE = 'webhook-secret';
const AT_ONCE = 50;

/** Seals every webhook secret again under the current data key, a few at a time. Returns how many it sealed. */
export async function resealSecrets(store: Store, keyring: LocalKeyring): Promise<number> {
  const current = `${keyring.currentDataKey().version}:`;
  let resealed = 0;
  let after: string | undefined;
  for (;;) {
    const batch = await store.read(({ webhook_endpoints }) =>
      webhook_endpoints.list({ order: 'oldest', limit: AT_ONCE, ...(after && { after }) }),
    );
    for (const { id } of batch) resealed += await resealEndpoint(store, keyring, id, current);
    if (batch.length < AT_ONCE) return resealed;
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
      await webhook_endpoints.update({ ...endpoint, secrets: await sealAgain(keyring, endpoint) });
    }
    return outdated;
  });
}

function sealAgain(keyring: LocalKeyring, { secrets }: WebhookEndpointRecord) {
  return Promise.all(
    secrets.map(async ({ sealed, expires_at }) => ({
      sealed: await keyring.seal(PURPOSE, await keyring.open(PURPOSE, sealed)),
      expires_at,
    })),
  );
}
