import type { ChainName, Seal } from '../storage/service/chain-digests.ts';
import type { Session } from '../storage/sql/session.ts';

const SEALS_PER_STEP = 50;

/** Hashing more rows would hold other requests up. */
const ROWS_PER_STEP = 1_000;

/** A stored seal with its hash. */
export interface StoredSeal extends Seal {
  readonly hash: string;
}

export async function readSeals(
  session: Session,
  organizationId: string,
  chain: ChainName,
  after: number,
): Promise<readonly StoredSeal[]> {
  const rows = await session.all(
    `SELECT sequence, row_count, digest, hash, sealed_at FROM chain_seals
      WHERE organization_id = ? AND chain = ? AND sequence > ? ORDER BY sequence LIMIT ${SEALS_PER_STEP}`,
    [organizationId, chain, after],
  );
  const seals = rows.map((row) => ({
    organization_id: organizationId,
    chain,
    sequence: Number(row.sequence),
    row_count: Number(row.row_count),
    digest: String(row.digest),
    hash: String(row.hash),
    sealed_at: Number(row.sealed_at),
  }));
  return seals.slice(0, sealsWithin(seals, ROWS_PER_STEP));
}

/** Returns how many of the first seals have this many rows together; at least one. */
function sealsWithin(seals: readonly StoredSeal[], rows: number): number {
  let left = rows;
  const end = seals.findIndex(({ row_count }) => {
    left -= row_count;
    return left < 0;
  });
  return end === -1 ? seals.length : Math.max(1, end);
}
