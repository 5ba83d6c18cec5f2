import type { Instant } from '@firsthandapi/engine';
import { type AnchoredSeal, anchorDigest } from '../storage/service/chain-digests.ts';
import type { SqlStore } from '../storage/sql/sql-store.ts';
import type { Finding } from './finding.ts';

/** What a log outside the database keeps of the seals that were made together. */
export interface ChainAnchor {
  readonly sealedAt: Instant;
  /** SHA-256 in hex. */
  readonly digest: string;
}

/** Checks that the seals of an anchor are those that were made then, and so everything that was sealed before them. */
export async function verifyAnchor(
  store: SqlStore,
  { sealedAt, digest }: ChainAnchor,
): Promise<Finding> {
  const rows = await store.readSql((session) =>
    session.scan(
      'SELECT organization_id, chain, sequence, hash FROM chain_seals WHERE sealed_at = ?',
      [sealedAt],
    ),
  );
  const found = anchorDigest(rows as unknown as readonly AnchoredSeal[]);
  if (found === digest) return { check: 'chains', problems: [] };
  const message = `the ${rows.length} seals of that moment have the digest ${found}`;
  return {
    check: 'chains',
    problems: [{ check: 'chains', subject: formatAnchor({ sealedAt, digest }), message }],
  };
}

/** Writes an anchor as one word, for the log and the command line. */
export function formatAnchor({ sealedAt, digest }: ChainAnchor): string {
  return `${sealedAt}:${digest}`;
}

/** Reads what `formatAnchor` has written, or returns undefined. */
export function parseAnchor(text: string): ChainAnchor | undefined {
  const [, sealedAt, digest = ''] = /^(\d{1,15}):([0-9a-f]{64})$/.exec(text) ?? [];
  return sealedAt === undefined ? undefined : { sealedAt: Number(sealedAt), digest };
}
