import postgres from 'postgres';

/** A pool, or one reserved connection, of the driver. */
export type PostgresClient = postgres.Sql<{ bigint: number; json: string }>;

/** Where processes tell each other which jobs have changed. */
export const JOB_CHANNEL = 'firsthandapi_jobs';

/** How many connections one process uses. */
export interface PoolSizes {
  /** For transactions. */
  readonly writers: number;
  /** For reads. */
  readonly readers: number;
}

export const DEFAULT_POOL: PoolSizes = { writers: 8, readers: 8 };

/** Opens a pool. Connections are made when they are needed. */
export function openPool(url: string, max: number): PostgresClient {
  // `fetch_types` stays on: without it the driver never hands out a reserved connection that it has to open first.
  return postgres(url, {
    max,
    onnotice: () => {},
    connection: {
      application_name: 'firsthandapi',
      // A sequential scan of a small table locks all of it against concurrent serialisable transactions; every
      // statement here has an index, so that none needs one.
      enable_seqscan: 'off',
      // What has no index after all, such as the driver's own questions, looks so dear then that it would be compiled.
      jit: 'off',
    } as Record<string, string>,
    types: {
      // Cents and milliseconds stay far below 2^53.
      bigint: { to: 20, from: [20], serialize: String, parse: Number },
      // Kept as text: order of fields and escapes included.
      json: { to: 114, from: [114], serialize: asItIs, parse: asItIs },
    },
  }) as unknown as PostgresClient;
}

const numberedStatements = new Map<string, string>();

/** The statement with `$1`, `$2`, … for each `?`. */
export function numbered(statement: string): string {
  const known = numberedStatements.get(statement);
  if (known !== undefined) return known;
  let count = 0;
  const made = statement.replace(/\?/g, () => {
    count += 1;
    return `$${count}`;
  });
  numberedStatements.set(statement, made);
  return made;
}

function asItIs(text: string): string {
  return text;
}
