import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { issueApiKey, type Ports } from '@firsthandapi/engine';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { UlidIds } from '../host/ulid-ids.ts';
import { openStore } from '../storage/open-store.ts';
import type { SqlStore } from '../storage/sql/sql-store.ts';
import { type DatabaseKind, databaseKinds, type TestDatabase } from '../testing/databases.ts';
import { NOW, organization } from '../testing/records.ts';
import { ACTIVATION_DELAY_MS } from './key-material.ts';
import { KeyringFile } from './keyring-file.ts';
import { LocalKeyring } from './local-keyring.ts';
import { keysPerPepper } from './pepper-usage.ts';
import { retirePepper } from './retire-pepper.ts';

for (const kind of await databaseKinds())
  describe(`retiring a pepper on ${kind.name}`, () => specify(kind));

function specify(kind: DatabaseKind): void {
  let database: TestDatabase;
  let store: SqlStore;
  let folder: string;
  let file: KeyringFile;
  let keyring: LocalKeyring;
  let now: number;
  const owner = organization();
  const ids = new UlidIds();

  beforeEach(async () => {
    now = NOW;
    folder = mkdtempSync(join(tmpdir(), 'firsthandapi-'));
    file = new KeyringFile(join(folder, 'keyring.json'));
    file.createMissing();
    keyring = new LocalKeyring(file, () => now);
    database = await kind.create();
    store = await openStore(database.location);
    await store.transact(({ organizations }) => organizations.insert(owner));
  });
  afterEach(async () => {
    await store.close();
    await database.remove();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Issues `count` keys under the current pepper. */
  async function issue(count: number, expires_at: number | null = null): Promise<string[]> {
    const ports = { ids, keyring } as unknown as Ports;
    const secrets: string[] = [];
    await store.transact(async (tables) => {
      for (let issued = 0; issued < count; issued += 1) {
        const key = { organization_id: owner.id, environment: 'live' as const, expires_at };
        const { secret } = await issueApiKey(
          { ports, tables, settings: {} as never, now },
          { ...key, name: 'A key', scopes: [] },
        );
        secrets.push(secret);
      }
    });
    return secrets;
  }

  /** Rotates the pepper and waits until every server uses the new one. */
  function rotate(): void {
    file.rotate('peppers', now);
    keyring.reload();
    now += 2 * ACTIVATION_DELAY_MS;
  }

  function retire(version: number, stoppingKeys = 0): Promise<void> {
    return retirePepper(file, store, { version, stoppingKeys }, now);
  }

  function versionsInKeyring(): number[] {
    return file.load().peppers.map(({ version }) => version);
  }

  it('counts the keys that depend on each pepper, across several pages', async () => {
    await issue(3);
    rotate();
    await issue(1_200);
    expect(await keysPerPepper(store, now)).toEqual(
      new Map([
        [1, 3],
        [2, 1_200],
      ]),
    );
  });

  it('ignores revoked and expired keys, and counts no key twice', async () => {
    await issue(1, now + 1);
    await issue(3);
    await store.transact(async ({ api_keys, key_secrets }) => {
      const [revoked, overlapped, kept] = await api_keys.list({
        where: { organization_id: owner.id, expires_at: null },
        limit: 3,
      });
      if (revoked === undefined || overlapped === undefined || kept === undefined) return;
      await api_keys.update({ ...revoked, revoked_at: now });
      const secret = (key_id: string, id: string, expires_at: number | null) =>
        key_secrets.insert({ id: `1:${id}`, key_id, expires_at });
      await secret(overlapped.id, 'current overlap', now + 1_000_000);
      await secret(kept.id, 'ended overlap', now + 1);
    });
    now += 1;
    expect(await keysPerPepper(store, now)).toEqual(new Map([[1, 2]]));
  });

  it('removes a pepper that no key uses from the keyring', async () => {
    rotate();
    const [secret = ''] = await issue(1);
    const before = keyring.keyHashes(secret);
    await retire(1);
    keyring.reload();
    expect(versionsInKeyring()).toEqual([2]);
    expect(keyring.keyHashes(secret)).toEqual(before.slice(0, 1));
  });

  it('keeps a pepper that keys use, and reports how many and how to proceed', async () => {
    await issue(2);
    rotate();
    await expect(retire(1)).rejects.toThrow(
      /^2 API keys use pepper 1 and would stop working.*add --stop-keys 2\.$/,
    );
    await expect(retire(1, 1)).rejects.toThrow('--stop-keys 2');
    await expect(retire(1, 3)).rejects.toThrow('--stop-keys 2');
    expect(versionsInKeyring()).toEqual([1, 2]);
    await retire(1, 2);
    expect(versionsInKeyring()).toEqual([2]);
    expect(await keysPerPepper(store, now)).toEqual(new Map([[1, 2]]));
  });

  it('refuses --stop-keys when no key uses the pepper', async () => {
    rotate();
    await expect(retire(1, 1)).rejects.toThrow('omit --stop-keys');
    expect(versionsInKeyring()).toEqual([1, 2]);
  });

  it('refuses to retire a pepper that is current, upcoming or unknown', async () => {
    await expect(retire(1)).rejects.toThrow('only an earlier one can be retired');
    file.rotate('peppers', now);
    await expect(retire(2)).rejects.toThrow('only an earlier one can be retired');
    await expect(retire(3)).rejects.toThrow('The keyring has no pepper 3; it has 1, 2.');
  });

  it('refuses to retire a pepper until every server uses the next one', async () => {
    file.rotate('peppers', now);
    now += ACTIVATION_DELAY_MS;
    await expect(retire(1)).rejects.toThrow('only recently became current');
    now += ACTIVATION_DELAY_MS;
    await retire(1);
    expect(versionsInKeyring()).toEqual([2]);
  });
}
