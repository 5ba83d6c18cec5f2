import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStore } from '../storage/open-store.ts';
import type { SqlStore } from '../storage/sql/sql-store.ts';
import { type DatabaseKind, databaseKinds, type TestDatabase } from '../testing/databases.ts';
import { NOW, nextId, organization } from '../testing/records.ts';
import { ACTIVATION_DELAY_MS, generateKeyMaterial, withNewVersion } from './key-material.ts';
import { LocalKeyring } from './local-keyring.ts';
import { resealSecrets } from './reseal-secrets.ts';

for (const kind of await databaseKinds())
  describe(`resealing on ${kind.name}`, () => specify(kind));

function specify(kind: DatabaseKind): void {
  let database: TestDatabase;
  let store: SqlStore;
  beforeEach(async () => {
    database = await kind.create();
    store = await openStore(database.location);
  });
  afterEach(async () => {
    await store.close();
    await database.remove();
  });

  it('re-encrypts every webhook secret under the current data key, and changes none', async () => {
    let material = generateKeyMaterial();
    let now = NOW;
    const keyring = new LocalKeyring({ load: () => material }, () => now);
    const owner = organization();
    const count = 120;
    await store.transact(async ({ organizations, webhook_endpoints }) => {
      await organizations.insert(owner);
      for (let index = 0; index < count; index += 1) {
        await webhook_endpoints.insert({
          id: nextId('whe'),
          organization_id: owner.id,
          environment: 'live',
          url: 'https://hooks.acme.example',
          events: ['job.completed'],
          description: null,
          enabled: true,
          failing_since: null,
          proven_at: null,
          secrets: [
            { sealed: await keyring.seal('webhook-secret', `whsec_${index}`), expires_at: null },
          ],
          created_at: NOW,
          updated_at: NOW,
        });
      }
    });
    material = withNewVersion(material, 'dataKeys', now);
    now += ACTIVATION_DELAY_MS;
    keyring.reload();
    expect(await resealSecrets(store, keyring)).toBe(count);
    expect(await resealSecrets(store, keyring)).toBe(0);
    const endpoints = await store.read(({ webhook_endpoints }) =>
      webhook_endpoints.list({ order: 'oldest', limit: count }),
    );
    const sealed = endpoints.map(({ secrets }) => secrets[0]?.sealed ?? '');
    expect(sealed.every((text) => text.startsWith('2:'))).toBe(true);
    const opened = await Promise.all(sealed.map((text) => keyring.open('webhook-secret', text)));
    expect(opened).toEqual(Array.from({ length: count }, (_, index) => `whsec_${index}`));
  });
}
