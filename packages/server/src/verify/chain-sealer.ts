import type { Instant } from '@firsthandapi/engine';
import {
  type AnchoredSeal,
  anchorDigest,
  type ChainName,
} from '../storage/service/chain-digests.ts';
import { dropEmptyTombstones, sealStep } from '../storage/service/seal-chain.ts';
import type { SqlStore } from '../storage/sql/sql-store.ts';
import type { ChainAnchor } from './chain-anchor.ts';

const CHAINS: readonly ChainName[] = ['ledger', 'audit'];
/** Transactions of one run. What is left is sealed by the next. */
const MOST_STEPS = 200;
/** Between two transactions, so that requests go first. */
const PAUSE_MS = 20;

/**
 * Seals what was written to the ledger and the audit log since the last time, a batch per transaction. Returns the anchor
 * of the new seals, or undefined when nothing was sealed.
 */
export async function sealChains(store: SqlStore, now: Instant): Promise<ChainAnchor | undefined> {
  const seals: AnchoredSeal[] = [];
  for (const chain of CHAINS) {
    let from = '';
    for (let step = 0; step < MOST_STEPS; step += 1) {
      const done = await store.writeSql((session) => sealStep(session, chain, from, now));
      seals.push(...done.seals);
      if (done.last === undefined) break;
      from = done.last;
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  }
  await collapse(store);
  return seals.length === 0 ? undefined : { sealedAt: now, digest: anchorDigest(seals) };
}

/** Of one organization at a time, so that each transaction is short. */
async function collapse(store: SqlStore): Promise<void> {
  const rows = await store.readSql((session) =>
    session.scan(
      `SELECT DISTINCT organization_id FROM audit_tombstones t WHERE NOT EXISTS (
        SELECT 1 FROM audit_events e WHERE e.organization_id = t.organization_id AND e.seal = t.seal)`,
      [],
    ),
  );
  for (const { organization_id } of rows) {
    await store.writeSql((session) => dropEmptyTombstones(session, String(organization_id)));
  }
}
