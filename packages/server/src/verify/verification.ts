import type { Instant } from '@firsthandapi/engine';
import type { SealedFiles } from '../files/sealed-files.ts';
import type { LocalKeyring } from '../keyring/local-keyring.ts';
import { keyringMismatch } from '../keyring/verify-keyring.ts';
import type { SqlStore } from '../storage/sql/sql-store.ts';
import { type ChainAnchor, verifyAnchor } from './chain-anchor.ts';
import { contentRows } from './content-rows.ts';
import type { Finding } from './finding.ts';
import { organizationIds } from './organization-ids.ts';
import { verifyBooks } from './verify-books.ts';
import { verifyChain } from './verify-chain.ts';
import { verifyFile } from './verify-files.ts';

export interface VerificationOptions {
  readonly store: SqlStore;
  readonly files: SealedFiles;
  readonly keyring: LocalKeyring;
  readonly now: () => Instant;
  /** How many files of each kind are read, at random. Default: all. */
  readonly sample?: number | undefined;
  /** Seals that a log names, to be compared with the database's. Default: none. */
  readonly anchors?: readonly ChainAnchor[] | undefined;
}

/** Verifies everything once, in small steps: the keyring, then books and chains per organization, then files. */
export async function* verification(options: VerificationOptions): AsyncGenerator<Finding> {
  const { store, files, keyring, now, sample, anchors = [] } = options;
  const mismatch = await keyringMismatch(store, keyring.material);
  yield keyringFinding(mismatch);
  for (const anchor of anchors) yield await verifyAnchor(store, anchor);
  for await (const id of organizationIds(store)) {
    yield await verifyBooks(store, id);
    yield* verifyChain(store, id, 'ledger', now());
    yield* verifyChain(store, id, 'audit', now());
  }
  // Another keyring opens no file.
  if (mismatch !== undefined) return;
  for await (const row of contentRows(store, sample)) yield await verifyFile(store, files, row);
}

function keyringFinding(mismatch: Error | undefined): Finding {
  if (mismatch === undefined) return { check: 'keyring', problems: [] };
  const { message } = mismatch;
  return { check: 'keyring', problems: [{ check: 'keyring', subject: 'keyring', message }] };
}
