import { createHmac } from 'node:crypto';
import type { Fingerprints } from '../storage/sql/keyring-fingerprints.ts';
import type { SqlStore } from '../storage/sql/sql-store.ts';
import type { KeyMaterial } from './key-material.ts';

const LENGTH = 16;
const SIGNING_KEY = 'signing key';

/** The keyring is not the one that the database was written with. The message holds fingerprints, never keys. */
export class KeyringMismatchError extends Error {
  override readonly name = 'KeyringMismatchError';
}

/** A fingerprint of each key: what it identifies cannot be computed from it. */
export function fingerprintsOf({ signingKey, peppers, dataKeys }: KeyMaterial): Fingerprints {
  return new Map([
    [SIGNING_KEY, fingerprint(signingKey)],
    ...peppers.map(({ version, key }) => [`pepper ${version}`, fingerprint(key)] as const),
    ...dataKeys.map(({ version, key }) => [`data key ${version}`, fingerprint(key)] as const),
  ]);
}

/**
 * Checks that the keyring belongs to the database, and records fingerprints of keys that are new. An earlier pepper may
 * be missing, since it can be retired.
 *
 * @throws KeyringMismatchError when a key differs, or when the keyring is older than the database
 */
export async function verifyKeyring(store: SqlStore, material: KeyMaterial): Promise<void> {
  const own = fingerprintsOf(material);
  requireSame(own, await store.readFingerprints());
  await store.addFingerprints(own);
  // Another process may have recorded a keyring of its own in the meantime.
  requireSame(own, await store.readFingerprints());
}

function requireSame(own: Fingerprints, recorded: Fingerprints): void {
  for (const [id, expected] of recorded) {
    const found = own.get(id);
    if (found === undefined && isRetired(id, own)) continue;
    if (found !== expected) throw mismatch(id, expected, found);
  }
}

/** An earlier pepper is retired when a later one took over. A data key never is: files stay sealed under it. */
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
    `The keyring does not belong to this database: ${id} has fingerprint ${found}, expected ${expected}. Restore the right keyring, or set KEYRING_FILE or DATA_DIR to where it is; nothing was changed.`,
  );
}

function fingerprint(key: Buffer): string {
  return createHmac('sha256', key)
    .update('firsthandapi fingerprint')
    .digest('hex')
    .slice(0, LENGTH);
}
