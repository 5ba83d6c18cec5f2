import type { CallerCheck } from '../../requests/remembered-callers.ts';
import type { SqlRow } from '../../sql/session.ts';
import type { StatementResult, StatementValue } from './executor.ts';

/** Changes with every update of a caller's rows; a part is missing when its row is. */
export const VERSION = "concat_ws(' ', secret.xmin, key.xmin, organization.xmin)";

/** The secrets, of those that are passed, whose rows are no longer of the version that is passed; null for none. */
const STALE = `(SELECT array_agg(c.secret) FROM unnest(?::text[], ?::text[]) AS c (secret, version)
  WHERE NOT EXISTS (SELECT FROM key_secrets AS secret
    JOIN api_keys AS key ON key.id = secret.key_id
    JOIN organizations AS organization ON organization.id = key.organization_id
    WHERE secret.id = c.secret COLLATE "C" AND ${VERSION} = c.version))`;

const STALE_COLUMN = 'stale callers';
const PRESENT_COLUMN = 'is present';

/** A statement that checks callers beside what it reads. */
export interface CheckingStatement {
  readonly statement: string;
  readonly values: readonly StatementValue[];
}

/**
 * Returns the query as one that also checks callers, on the same snapshot. Its rows stay in order: a join without a
 * condition is a nested loop, and its outer side has one row.
 */
export function checkingQuery(
  callers: readonly CallerCheck[],
  { statement, values }: CheckingStatement,
): CheckingStatement {
  return {
    statement: `SELECT found.*, ${STALE} AS "${STALE_COLUMN}" FROM (SELECT 1) AS one
      LEFT JOIN (SELECT 1 AS "${PRESENT_COLUMN}", query.* FROM (${statement}) AS query) AS found ON true`,
    values: [
      callers.map(({ secretId }) => secretId),
      callers.map(({ version }) => version),
      ...values,
    ],
  };
}

/** Returns the rows of the query, and the secrets that are stale, of the result of a `checkingQuery`. */
export function checkedResult({ rows }: StatementResult): {
  readonly rows: readonly SqlRow[];
  readonly stale: ReadonlySet<string>;
} {
  const [first] = rows;
  const stale = (first?.[STALE_COLUMN] ?? []) as unknown as readonly string[];
  return { rows: first?.[PRESENT_COLUMN] === null ? [] : rows, stale: new Set(stale) };
}

/** A query without rows, for checks alone. */
export const NOTHING: CheckingStatement = { statement: 'SELECT LIMIT 0', values: [] };
