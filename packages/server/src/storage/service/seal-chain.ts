import { randomBytes } from 'node:crypto';
import type { Instant } from '@firsthandapi/engine';
import type { Session, SqlRow } from '../sql/session.ts';
import {
  type AnchoredSeal,
  AUDIT_COLUMNS,
  auditDigest,
  batchDigest,
  type ChainName,
  LEDGER_COLUMNS,
  ledgerDigest,
  type Seal,
  sealHash,
} from './chain-digests.ts';

/** Most rows of one transaction, and so of one seal. */
const ROWS_PER_STEP = 500;
const SALT_BYTES = 16;

const LOGS = {
  ledger: { table: 'ledger_entries', columns: LEDGER_COLUMNS, filter: '' },
  // A row that an earlier version stored readable changes once more, when its content is sealed.
  audit: { table: 'audit_events', columns: AUDIT_COLUMNS, filter: 'AND sealed IS NOT NULL' },
} as const;

/** What one step has sealed. */
export interface SealedStep {
  /** The last organization, from which the next step goes on; undefined when no row was left. */
  readonly last: string | undefined;
  readonly seals: readonly AnchoredSeal[];
}

/** Seals a batch of rows that are not sealed yet, of organizations from `from` on. */
export async function sealStep(
  session: Session,
  chain: ChainName,
  from: string,
  now: Instant,
): Promise<SealedStep> {
  const { table, columns, filter } = LOGS[chain];
  const rows = await session.all(
    `SELECT ${columns} FROM ${table} WHERE seal IS NULL AND organization_id >= ? ${filter}
      ORDER BY organization_id, id LIMIT ${ROWS_PER_STEP}`,
    [from],
  );
  const seals: AnchoredSeal[] = [];
  for (const [organizationId, own] of byOrganization(rows)) {
    seals.push(await sealBatch(session, chain, organizationId, own, now));
  }
  return { last: rows.length === 0 ? undefined : String(rows.at(-1)?.organization_id), seals };
}

/** Forgets the tombstones of seals that have no row left: from then on, the chain alone vouches for those. */
export async function dropEmptyTombstones(session: Session, organizationId: string): Promise<void> {
  await session.run(
    `DELETE FROM audit_tombstones WHERE organization_id = ? AND NOT EXISTS (
      SELECT 1 FROM audit_events WHERE audit_events.organization_id = audit_tombstones.organization_id
        AND audit_events.seal = audit_tombstones.seal)`,
    [organizationId],
  );
}

async function sealBatch(
  session: Session,
  chain: ChainName,
  organizationId: string,
  rows: readonly SqlRow[],
  now: Instant,
): Promise<AnchoredSeal> {
  const [previous] = await session.all(
    `SELECT sequence, hash FROM chain_seals WHERE organization_id = ? AND chain = ?
      ORDER BY sequence DESC LIMIT 1`,
    [organizationId, chain],
  );
  const sequence = Number(previous?.sequence ?? 0) + 1;
  const mark = chain === 'ledger' ? markLedger : markAudit;
  const digest = batchDigest(await mark(session, organizationId, rows, sequence));
  const seal: Seal = {
    organization_id: organizationId,
    chain,
    sequence,
    row_count: rows.length,
    digest,
    sealed_at: now,
  };
  const hash = sealHash(String(previous?.hash ?? ''), seal);
  await session.run(
    `INSERT INTO chain_seals (organization_id, chain, sequence, row_count, digest, hash, sealed_at)
      VALUES (?, ?, ?, ?, ?, ?, ?)`,
    [organizationId, chain, sequence, rows.length, digest, hash, now],
  );
  return { organization_id: organizationId, chain, sequence, hash };
}

/** The rows are all that are unsealed between the first and the last: the transaction sees no others. */
async function markLedger(
  session: Session,
  organizationId: string,
  rows: readonly SqlRow[],
  sequence: number,
): Promise<readonly string[]> {
  await session.run(
    `UPDATE ledger_entries SET seal = ? WHERE seal IS NULL AND organization_id = ? AND id BETWEEN ? AND ?`,
    [sequence, organizationId, rows[0]?.id ?? '', rows.at(-1)?.id ?? ''],
  );
  return rows.map(ledgerDigest);
}

async function markAudit(
  session: Session,
  _organizationId: string,
  rows: readonly SqlRow[],
  sequence: number,
): Promise<readonly string[]> {
  const digests: string[] = [];
  for (const row of rows) {
    const salt = randomBytes(SALT_BYTES).toString('hex');
    const digest = auditDigest(row, salt);
    await session.write('UPDATE audit_events SET seal = ?, salt = ?, digest = ? WHERE id = ?', [
      sequence,
      salt,
      digest,
      row.id ?? '',
    ]);
    digests.push(digest);
  }
  return digests;
}

function byOrganization(rows: readonly SqlRow[]): ReadonlyMap<string, readonly SqlRow[]> {
  const groups = new Map<string, SqlRow[]>();
  for (const row of rows) {
    const id = String(row.organization_id);
    const group = groups.get(id);
    if (group === undefined) groups.set(id, [row]);
    else group.push(row);
  }
  return groups;
}
