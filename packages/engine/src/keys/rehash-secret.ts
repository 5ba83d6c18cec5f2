import type { Store } from '../store/store.ts';

/**
 * Moves a key's hash to the current pepper while the plain key is available, so that earlier peppers fall out of use.
 * Does nothing when the hash already uses the current pepper, or a later one from another process.
 *
 * @param foundId The hash under which the key was found.
 * @param currentId Its hash under the current pepper.
 */
export async function rehashSecret(
  store: Store,
  foundId: string,
  currentId: string,
): Promise<void> {
  if (pepperVersion(foundId) >= pepperVersion(currentId)) return;
  await store.transact(async ({ key_secrets }) => {
    const secret = await key_secrets.get(foundId);
    // Another request with the key has moved it, or the key was revoked in the meantime.
    if (secret === undefined) return;
    await key_secrets.delete(foundId);
    await key_secrets.insert({ ...secret, id: currentId });
  });
}

/** Parses the version of a hash `<pepper version>:<hex HMAC-SHA-256>`. */
function pepperVersion(hash: string): number {
  return Number(hash.slice(0, hash.indexOf(':')));
}
