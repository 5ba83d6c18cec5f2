import type { ApiKeyRecord, Instant, KeySecretRecord, Store } from '@firsthandapi/engine';

const AT_ONCE = 500;

/**
 * How many API keys rest on each version of the pepper: those that would stop working without it. Keys that were revoked
 * or have expired do not count. A key whose secret was rotated may rest on two for a day.
 */
export async function keysPerPepper(
  store: Store,
  now: Instant,
): Promise<ReadonlyMap<number, number>> {
  const keys = new Map<number, Set<string>>();
  for await (const { version, key_id } of usableSecrets(store, now)) {
    const known = keys.get(version) ?? new Set();
    keys.set(version, known.add(key_id));
  }
  return new Map([...keys].map(([version, ids]) => [version, ids.size]));
}

interface UsableSecret {
  readonly version: number;
  readonly key_id: string;
}

/** Reads a page at a time: a server may be at work on the same store. */
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
    if (secrets.length < AT_ONCE) return;
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
    const secrets = await key_secrets.list({ order, limit: AT_ONCE, ...(after && { after }) });
    const id = secrets.map(({ key_id }) => key_id);
    const keys =
      secrets.length === 0 ? [] : await api_keys.list({ where: { id }, limit: secrets.length });
    return { secrets, keys: new Map(keys.map((key) => [key.id, key])) };
  });
}

/** The version that stands beside a hash (contract §1). */
function pepperVersionOf(hash: string): number {
  return Number(hash.slice(0, hash.indexOf(':')));
}

function hasPassed(instant: Instant | null, now: Instant): boolean {
  return instant !== null && instant <= now;
}
