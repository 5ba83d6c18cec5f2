import { createHmac } from 'node:crypto';
import type { Fingerprints } from '../storage/sql/keyring-fingerprints.ts';
import type { SqlStore } from '../storage/sql/sql-store.ts';
import type { KeyMaterial } from './key-material.ts';

const LENGTH = 16;
const SIGNING_KEY = 'signing key';

/** The keyring is not the one that the database was written with. The message contains fingerprints, never keys. */
export class KeyringMismatchError extends Error {
  override readonly name = 'KeyringMismatchError';
}

/** Returns a fingerprint of each key, from which the key cannot be recovered. */
export function fingerprintsOf({ signingKey, peppers, dataKeys }: KeyMaterial): Fingerprints {
  return new Map([
    [SIGNING_KEY, fingerprint(signingKey)],
    ...peppers.map(({ version, key }) => [`pepper ${version}`, fingerprint(key)] as const),
    ...dataKeys.map(({ version, key }) => [`data key ${version}`, fingerprint(key)] as const),
  ]);
}

/**
 * Checks that the keyring belongs to the database, and records the fingerprints of new keys. An earlier pepper may be
 * missing, since it can be retired.
 *
 * @throws KeyringMismatchError when a key differs, or when the keyring is older than the database
 */
export async function verifyKeyring(store: SqlStore, material: KeyMaterial): Promise<void> {
  const own = fingerprintsOf(material);
  requireSame(own, await store.readFingerprints());
  await store.addFingerprints(own);
  // Another process may have recorded its own keyring in the meantime.
  requireSame(own, await store.readFingerprints());
}

function requireSame(own: Fingerprints, recorded: Fingerprints): void {
  for (const [id, expected] of recorded) {
    const found = own.get(id);
    if (found === undefined && isRetired(id, own)) continue;
    if (found !== expected) throw mismatch(id, expected, found);
  }
}

/**
 * True when the key is a pepper and the keyring has a later one. Data keys are never retired, because files stay sealed
 * under them.
 */
function isRetired(id: string, own: Fingerprints): boolean {
  const version = versionOf(id, 'pepper ');
  if (version === undefined) return false;
  return [...own.keys()].some((other) => (versionOf(other, 'pepper ') ?? 0) > version);
}

function versionOf(id: string, prefix: string): number | undefined {
  return id.startsWith(prefix) ? Number(id.slice(prefix.length)) : undefined;
}

function mismatch(id: string, expected: string, found = 'missing'): KeyringMismatchError {
  return new KeyringMismatchError(
    `The keyring does not belong to this database: ${id} has fingerprint ${found}, expected ${expected}. Restore the right keyring, or point KEYRING_FILE or DATA_DIR to it; nothing was changed.`,
  );
}

function fingerprint(key: Buffer): string {
  return createHmac('sha256', key)
    .update('firsthandapi fingerprint')
    .digest('hex')
    .slice(0, LENGTH);
}
