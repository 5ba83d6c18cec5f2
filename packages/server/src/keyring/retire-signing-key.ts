import type { Instant } from '@firsthandapi/engine';
import { contentKeys } from '../storage/service/content-keys.ts';
import type { SqlStore } from '../storage/sql/sql-store.ts';
import { requireEarlierVersion } from './earlier-version.ts';
import type { KeyringFile } from './keyring-file.ts';
import { RetirementRefusedError } from './retirement-refused.ts';

/**
 * What a signing key signed is used for at most this long after the next one became current. Links work for a week;
 * the longest are delayed payments, which arrive with the proof of their order.
 */
export const SIGNED_FOR_MS = 30 * 24 * 60 * 60 * 1_000;

export interface SigningKeyRetirement {
  readonly version: number;
  /** Retires it although what it signed may still be in use. */
  readonly isImmediate: boolean;
}

/** What a retirement needs besides the keyring. */
export interface RenamedFiles {
  readonly store: SqlStore;
  /** Moves a content to its name under the current signing key, and returns whether it had an earlier one. */
  readonly files: { renameToCurrent(key: string): Promise<boolean> };
}

/**
 * Removes an earlier signing key from the keyring, after renaming the files that are named under it to their names under
 * the current one. Returns the number of renamed files. Running servers drop the key automatically.
 *
 * @throws RetirementRefusedError when the key is current, or not old enough
 */
export async function retireSigningKey(
  file: KeyringFile,
  { store, files }: RenamedFiles,
  { version, isImmediate }: SigningKeyRetirement,
  now: Instant,
): Promise<number> {
  const settledAt = requireEarlierVersion(file.load().signingKeys, version, now, NAMES);
  const endsAt = settledAt + SIGNED_FOR_MS;
  if (!isImmediate && endsAt > now) {
    throw new RetirementRefusedError(
      `Links, checkouts and orders signed with signing key ${version} may be in use until ${new Date(endsAt).toISOString()}; to end them now, add --now.`,
    );
  }
  let renamed = 0;
  for await (const key of contentKeys(store)) if (await files.renameToCurrent(key)) renamed += 1;
  file.retire('signingKeys', version);
  return renamed;
}

const NAMES = { kind: 'signing key', command: 'rotate-signing-key' };
