import { createHash } from 'node:crypto';
import type { SqlRow } from '../sql/session.ts';

/** The two logs that are chained per organization. */
export type ChainName = 'ledger' | 'audit';

/** A batch of rows of a log. Its hash covers the one before. */
export interface Seal {
  readonly organization_id: string;
  readonly chain: ChainName;
  /** Consecutive, from 1. */
  readonly sequence: number;
  readonly row_count: number;
  readonly digest: string;
  readonly sealed_at: number;
}

export const LEDGER_COLUMNS = 'id, organization_id, movement_id, account, amount_cents, created_at';
export const AUDIT_COLUMNS =
  'id, organization_id, environment, action, actor, resource, sealed, request_id, created_at';

/** Digest of a ledger entry. The job is left out, since it is removed after its retention. */
export function ledgerDigest(row: SqlRow): string {
  return sha256([
    row.id,
    row.organization_id,
    row.movement_id,
    row.account,
    Number(row.amount_cents),
    Number(row.created_at),
  ]);
}

/**
 * Digest of an audit event; its client enters as it is sealed under the organization's data key. The salt is deleted
 * with the event, so that nothing can be learned from its digest.
 */
export function auditDigest(row: SqlRow, salt: string): string {
  return sha256([
    salt,
    row.id,
    row.organization_id,
    row.environment,
    row.action,
    row.actor,
    row.resource,
    row.sealed,
    row.request_id,
    Number(row.created_at),
  ]);
}

/** Digest of a batch: of the digests of its rows, in the order of their ids. */
export function batchDigest(digests: readonly string[]): string {
  return sha256(digests);
}

/** Hash of a seal; `previous` is that of the seal before, empty for the first. */
export function sealHash(previous: string, seal: Seal): string {
  const { organization_id, chain, sequence, row_count, digest, sealed_at } = seal;
  return sha256([previous, organization_id, chain, sequence, row_count, digest, sealed_at]);
}

/** A seal as an anchor names it. */
export interface AnchoredSeal {
  readonly organization_id: string;
  readonly chain: ChainName;
  readonly sequence: number;
  readonly hash: string;
}

/**
 * Digest of all seals that were made together, in any order. Each hash covers the seals before it, so what was sealed cannot
 * be changed without changing the digest.
 */
export function anchorDigest(seals: readonly AnchoredSeal[]): string {
  const lines = seals.map(({ organization_id, chain, sequence, hash }) =>
    [chain, organization_id, sequence, hash].join(' '),
  );
  return sha256(lines.sort());
}

function sha256(values: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(values)).digest('hex');
}
