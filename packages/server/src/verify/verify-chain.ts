import type { Instant } from '@firsthandapi/engine';
import {
  AUDIT_COLUMNS,
  auditDigest,
  batchDigest,
  type ChainName,
  LEDGER_COLUMNS,
  ledgerDigest,
  type Seal,
  sealHash,
} from '../storage/service/chain-digests.ts';
import type { Session, SqlRow } from '../storage/sql/session.ts';
import type { SqlStore } from '../storage/sql/sql-store.ts';
import type { Finding, Problem } from './finding.ts';

const SEALS_PER_STEP = 50;
/** Hashing more rows would hold other requests up. */
const ROWS_PER_STEP = 1_000;
/** The shortest year. Until then, only an erasure removes audit events. */
const AUDIT_KEPT_MS = 365 * 24 * 60 * 60 * 1_000;

/** A stored seal with its hash. */
interface StoredSeal extends Seal {
  readonly hash: string;
}

/**
 * Checks the hash chain over an organization's ledger or audit log, a few seals per step: that no seal is missing or
 * changed, and that its rows are those that were sealed. Removed audit events are accounted for by what they left.
 */
export async function* verifyChain(
  store: SqlStore,
  organizationId: string,
  chain: ChainName,
  now: Instant,
): AsyncGenerator<Finding> {
  let previous = '';
  let sequence = 0;
  for (;;) {
    const { seals, problems } = await store.readSql(async (session) => {
      const seals = await readSeals(session, organizationId, chain, sequence);
      const problems =
        seals.length === 0
          ? await tailProblems(session, organizationId, chain, sequence)
          : await contentProblems(session, seals, now);
      return { seals, problems };
    });
    const broken: Problem[] = [];
    for (const seal of seals) {
      if (seal.sequence !== sequence + 1) {
        broken.push(problem(seal, `seal ${sequence + 1} is missing`));
      } else if (seal.hash !== sealHash(previous, seal)) {
        broken.push(problem(seal, `seal ${seal.sequence} does not follow from the one before`));
      }
      ({ hash: previous, sequence } = seal);
    }
    yield { check: 'chains', problems: [...broken, ...problems] };
    if (seals.length === 0) return;
  }
}

async function readSeals(
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

/** Finds rows that name a seal after the last one: the end of the chain was cut off. */
async function tailProblems(
  session: Session,
  organization_id: string,
  chain: ChainName,
  last: number,
): Promise<readonly Problem[]> {
  const table = chain === 'ledger' ? 'ledger_entries' : 'audit_events';
  const [row] = await session.all(
    `SELECT max(seal) AS seal FROM ${table} WHERE organization_id = ? AND seal IS NOT NULL`,
    [organization_id],
  );
  const seal = Number(row?.seal ?? 0);
  if (seal <= last) return [];
  return [problem({ organization_id, chain }, `the seals ${last + 1} to ${seal} are missing`)];
}

async function contentProblems(
  session: Session,
  seals: readonly StoredSeal[],
  now: Instant,
): Promise<readonly Problem[]> {
  const problems: Problem[] = [];
  for (const seal of seals) {
    const message =
      seal.chain === 'ledger'
        ? await ledgerProblem(session, seal)
        : await auditProblem(session, seal, now);
    if (message !== undefined) problems.push(problem(seal, message));
  }
  return problems;
}

async function ledgerProblem(session: Session, seal: StoredSeal): Promise<string | undefined> {
  const rows = await rowsOf(session, `SELECT ${LEDGER_COLUMNS} FROM ledger_entries`, seal);
  return digestProblem(seal, rows.map(ledgerDigest));
}

async function auditProblem(
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
  const digests = [
    ...rows.map((row) => ({ id: String(row.id), digest: auditDigest(row, String(row.salt)) })),
    ...removed.map((row) => ({ id: String(row.id), digest: String(row.digest) })),
  ].sort((a, b) => (a.id < b.id ? -1 : 1));
  return digestProblem(
    seal,
    digests.map(({ digest }) => digest),
  );
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

function problem(
  { organization_id, chain }: Pick<Seal, 'organization_id' | 'chain'>,
  message: string,
): Problem {
  return { check: 'chains', subject: organization_id, message: `${chain}: ${message}` };
}
