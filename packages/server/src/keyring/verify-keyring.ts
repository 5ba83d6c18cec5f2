import { createHmac } from 'node:crypto';
import {
  addFingerprints,
  type Fingerprints,
  readFingerprints,
} from '../storage/service/keyring-fingerprints.ts';
import type { SqlStore } from '../storage/sql/sql-store.ts';
import type { KeyMaterial, KeyVersion } from './key-material.ts';

const LENGTH = 16;

/** The keyring is not the one that the database was written with. The message contains fingerprints, never keys. */
export class KeyringMismatchError extends Error {
  override readonly name = 'KeyringMismatchError';
}

/** A key of the keyring as the database knows it. */
interface KeyPrint {
  readonly id: string;
  readonly fingerprint: string;
}

/** Returns a fingerprint of each key, from which the key cannot be recovered. */
export function fingerprintsOf({ signingKeys, peppers, dataKeys }: KeyMaterial): Fingerprints {
  const prints = [
    ...signingKeys.map(({ version, key }) => printOf(signingKeyId(version), key)),
    ...peppers.map(({ version, key }) => printOf(pepperId(version), key)),
    ...dataKeys.map(({ version, key }) => printOf(`data key ${version}`, key)),
  ];
  return new Map(prints.map(({ id, fingerprint }) => [id, fingerprint]));
}

/**
 * Checks that the keyring belongs to the database, and records the fingerprints of new keys. An earlier pepper
 * or signing key may be missing, since it can be retired.
 *
 * @throws KeyringMismatchError when a key differs, or when the keyring is older than the database
 */
export async function verifyKeyring(store: SqlStore, material: KeyMaterial): Promise<void> {
  const own = fingerprintsOf(material);
  const retired = retiredIds(material);
  requireSame(own, retired, await store.readSql(readFingerprints));
  await store.writeSql((session) => addFingerprints(session, own));
  // Another process may have recorded its own keyring in the meantime.
  requireSame(own, retired, await store.readSql(readFingerprints));
}

/** Returns how the keyring differs from the database's, or undefined. Records nothing. */
export async function keyringMismatch(
  store: SqlStore,
  material: KeyMaterial,
): Promise<KeyringMismatchError | undefined> {
  try {
    const recorded = await store.readSql(readFingerprints);
    requireSame(fingerprintsOf(material), retiredIds(material), recorded);
    return undefined;
  } catch (error) {
    if (error instanceof KeyringMismatchError) return error;
    throw error;
  }
}

function requireSame(
  own: Fingerprints,
  retired: ReadonlySet<string>,
  recorded: Fingerprints,
): void {
  for (const [id, expected] of recorded) {
    const found = own.get(id);
    if (found === undefined && retired.has(id)) continue;
    if (found !== expected) throw mismatch(id, expected, found);
  }
}

/**
 * Returns the ids of the keys that may be missing, because the keyring has a later version. Data keys are never retired,
 * because files stay sealed under them.
 */
function retiredIds({ peppers, signingKeys }: KeyMaterial): ReadonlySet<string> {
  return new Set([
    ...versionsBeforeLatest(peppers).map(pepperId),
    ...versionsBeforeLatest(signingKeys).map(signingKeyId),
  ]);
}

function versionsBeforeLatest(versions: readonly KeyVersion[]): readonly number[] {
  const latest = Math.max(...versions.map(({ version }) => version));
  return Array.from({ length: latest - 1 }, (_, place) => place + 1);
}

/** The first version was recorded before signing keys had versions. */
function signingKeyId(version: number): string {
  return version === 1 ? 'signing key' : `signing key ${version}`;
}

function pepperId(version: number): string {
  return `pepper ${version}`;
}

function printOf(id: string, key: Buffer): KeyPrint {
  return { id, fingerprint: fingerprint(key) };
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
