import type { Instant } from '@firsthandapi/engine';
import {
  AUDIT_COLUMNS,
  auditDigest,
  batchDigest,
  LEDGER_COLUMNS,
  ledgerDigest,
} from '../storage/service/chain-digests.ts';
import type { Session, SqlRow } from '../storage/sql/session.ts';
import type { StoredSeal } from './read-seals.ts';

/** The shortest year. Until then, only an erasure removes audit events. */
const AUDIT_KEPT_MS = 365 * 24 * 60 * 60 * 1_000;

/** Returns why the entries of a seal are not those that were sealed, or undefined. */
export async function ledgerProblem(
  session: Session,
  seal: StoredSeal,
): Promise<string | undefined> {
  const rows = await rowsOf(session, `SELECT ${LEDGER_COLUMNS} FROM ledger_entries`, seal);
  return digestProblem(seal, rows.map(ledgerDigest));
}

/** Returns why the audit events of a seal are not those that were sealed or may be gone, or undefined. */
export async function auditProblem(
  session: Session,
  seal: StoredSeal,
  now: Instant,
): Promise<string | undefined> {
  const rows = await rowsOf(session, `SELECT ${AUDIT_COLUMNS}, salt FROM audit_events`, seal);
  const removed = await rowsOf(session, 'SELECT id, digest FROM audit_tombstones', seal);
  if (rows.length < seal.row_count && !(await mayBeRemoved(session, seal, now))) {
    return `${seal.row_count - rows.length} of ${seal.row_count} rows of seal ${seal.sequence} were removed before their time`;
  }
  // The last row is gone: what is left is the chain.
  if (rows.length === 0 && removed.length === 0) return undefined;
  return digestProblem(seal, auditDigests(rows, removed));
}

/** Returns the digests of a seal in the order of its rows, of which some have left their digest alone. */
function auditDigests(rows: readonly SqlRow[], removed: readonly SqlRow[]): readonly string[] {
  return [
    ...rows.map((row) => ({ id: String(row.id), digest: auditDigest(row, String(row.salt)) })),
    ...removed.map((row) => ({ id: String(row.id), digest: String(row.digest) })),
  ]
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .map(({ digest }) => digest);
}

function digestProblem(
  { sequence, row_count, digest }: StoredSeal,
  digests: readonly string[],
): string | undefined {
  if (digests.length !== row_count) {
    return `seal ${sequence} has ${digests.length} rows, but sealed ${row_count}`;
  }
  return batchDigest(digests) === digest ? undefined : `a row of seal ${sequence} was changed`;
}

function rowsOf(session: Session, select: string, seal: StoredSeal): Promise<readonly SqlRow[]> {
  return session.all(`${select} WHERE organization_id = ? AND seal = ? ORDER BY id`, [
    seal.organization_id,
    seal.sequence,
  ]);
}

/** Sealed within minutes of being written, so the age of the seal is that of its rows. */
async function mayBeRemoved(session: Session, seal: StoredSeal, now: Instant): Promise<boolean> {
  if (seal.sealed_at + AUDIT_KEPT_MS <= now) return true;
  const [erasure] = await session.all(
    `SELECT id FROM erasures WHERE organization_id = ? AND created_at >= ? LIMIT 1`,
    [seal.organization_id, seal.sealed_at - AUDIT_KEPT_MS],
  );
  if (erasure !== undefined) return true;
  const [organization] = await session.all(
    'SELECT erased_at FROM organizations WHERE id = ? AND erased_at IS NOT NULL',
    [seal.organization_id],
  );
  return organization !== undefined;
}
