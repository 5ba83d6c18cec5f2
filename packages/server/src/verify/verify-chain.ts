import type { Instant } from '@firsthandapi/engine';
import { type ChainName, type Seal, sealHash } from '../storage/service/chain-digests.ts';
import type { Session } from '../storage/sql/session.ts';
import type { SqlStore } from '../storage/sql/sql-store.ts';
import type { Finding, Problem } from './finding.ts';
import { readSeals, type StoredSeal } from './read-seals.ts';
import { auditProblem, ledgerProblem } from './seal-content.ts';

/** What the next seal follows from. */
type Link = Pick<StoredSeal, 'sequence' | 'hash'>;

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
  let last: Link = { sequence: 0, hash: '' };
  for (;;) {
    const { seals, problems } = await store.readSql(async (session) => {
      const seals = await readSeals(session, organizationId, chain, last.sequence);
      const problems =
        seals.length === 0
          ? await tailProblems(session, organizationId, chain, last.sequence)
          : await contentProblems(session, seals, now);
      return { seals, problems };
    });
    yield { check: 'chains', problems: [...linkProblems(last, seals), ...problems] };
    const end = seals.at(-1);
    if (end === undefined) return;
    last = end;
  }
}

/** Finds seals that are missing, or that do not follow from the one before. */
function linkProblems(last: Link, seals: readonly StoredSeal[]): readonly Problem[] {
  const problems: Problem[] = [];
  let { sequence, hash } = last;
  for (const seal of seals) {
    if (seal.sequence !== sequence + 1) {
      problems.push(problem(seal, `seal ${sequence + 1} is missing`));
    } else if (seal.hash !== sealHash(hash, seal)) {
      problems.push(problem(seal, `seal ${seal.sequence} does not follow from the one before`));
    }
    ({ hash, sequence } = seal);
  }
  return problems;
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

function problem(
  { organization_id, chain }: Pick<Seal, 'organization_id' | 'chain'>,
  message: string,
): Problem {
  return { check: 'chains', subject: organization_id, message: `${chain}: ${message}` };
}
