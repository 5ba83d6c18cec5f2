import postgres from 'postgres';

/** A pool, or one reserved connection, of the driver. */
export type PostgresClient = postgres.Sql<{ bigint: number; json: string }>;

/** The NOTIFY channel on which processes announce changed jobs. */
export const JOB_CHANNEL = 'firsthandapi_jobs';

/** Maximum number of connections per process. */
export interface PoolSizes {
  /** For transactions. */
  readonly writers: number;
  /** For reads. */
  readonly readers: number;
}

export const DEFAULT_POOL: PoolSizes = { writers: 8, readers: 8 };

/** Opens a pool. Connections are opened on demand. */
export function openPool(url: string, max: number): PostgresClient {
  // `fetch_types` stays on: without it, `reserve` never resolves when the driver has to open a connection first.
  return postgres(url, {
    max,
    onnotice: () => {},
    connection: {
      application_name: 'firsthandapi',
      // A sequential scan takes a predicate lock on the whole table, so that serialisable transactions conflict. Every
      // statement here has an index and needs none.
      enable_seqscan: 'off',
      // With sequential scans disabled, the planner's cost of queries without an index, such as the driver's own, would
      // trigger JIT compilation.
      jit: 'off',
    } as Record<string, string>,
    types: {
      // Cents and milliseconds stay far below 2^53.
      bigint: { to: 20, from: [20], serialize: String, parse: Number },
      // Kept as text, to preserve the order of fields and the escapes.
      json: { to: 114, from: [114], serialize: identity, parse: identity },
    },
  }) as unknown as PostgresClient;
}

const numberedStatements = new Map<string, string>();

/** Returns the statement with `$1`, `$2`, … for each `?`. */
export function numbered(statement: string): string {
  const cached = numberedStatements.get(statement);
  if (cached !== undefined) return cached;
  let count = 0;
  const result = statement.replace(/\?/g, () => {
    count += 1;
    return `$${count}`;
  });
  numberedStatements.set(statement, result);
  return result;
}

function identity(text: string): string {
  return text;
}
