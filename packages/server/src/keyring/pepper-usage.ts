import type { ApiKeyRecord, Instant, KeySecretRecord, Store } from '@firsthandapi/engine';

const PAGE_SIZE = 500;

/**
 * Counts the API keys that depend on each version of the pepper, that is, would stop working without it. Revoked and
 * expired keys do not count. A key whose secret was rotated may depend on two versions for a day.
 */
export async function keysPerPepper(
  store: Store,
  now: Instant,
): Promise<ReadonlyMap<number, number>> {
  const keys = new Map<number, Set<string>>();
  for await (const { version, key_id } of usableSecrets(store, now)) {
    const ids = keys.get(version) ?? new Set();
    keys.set(version, ids.add(key_id));
  }
  return new Map([...keys].map(([version, ids]) => [version, ids.size]));
}

interface UsableSecret {
  readonly version: number;
  readonly key_id: string;
}

/** Reads one page at a time, because a server may be using the same store. */
async function* usableSecrets(store: Store, now: Instant): AsyncGenerator<UsableSecret> {
  let after: string | undefined;
  for (;;) {
    const { secrets, keys } = await readPage(store, after);
    for (const { id, key_id, expires_at } of secrets) {
      const key = keys.get(key_id);
      if (key === undefined || key.revoked_at !== null) continue;
      if (hasPassed(expires_at, now) || hasPassed(key.expires_at, now)) continue;
      yield { version: pepperVersionOf(id), key_id };
    }
    if (secrets.length < PAGE_SIZE) return;
    after = secrets.at(-1)?.id;
  }
}

interface Page {
  readonly secrets: readonly KeySecretRecord[];
  readonly keys: ReadonlyMap<string, ApiKeyRecord>;
}

function readPage(store: Store, after: string | undefined): Promise<Page> {
  return store.read(async ({ key_secrets, api_keys }) => {
    const order = 'oldest' as const;
    const secrets = await key_secrets.list({ order, limit: PAGE_SIZE, ...(after && { after }) });
    const id = secrets.map(({ key_id }) => key_id);
    const keys =
      secrets.length === 0 ? [] : await api_keys.list({ where: { id }, limit: secrets.length });
    return { secrets, keys: new Map(keys.map((key) => [key.id, key])) };
  });
}

/** Returns the version prefix of a hash (contract §1). */
function pepperVersionOf(hash: string): number {
  return Number(hash.slice(0, hash.indexOf(':')));
}

function hasPassed(instant: Instant | null, now: Instant): boolean {
  return instant !== null && instant <= now;
}
