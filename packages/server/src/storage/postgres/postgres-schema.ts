import pg from 'pg';
import type { SchemaDatabase } from '../sql/database.ts';
import { migrationOptions } from './connection-options.ts';
import { endConnections } from './end-connections.ts';

/** One process at a time advances a schema; those of one database do not wait for each other. */
const LOCK =
  "SELECT pg_advisory_xact_lock(hashtext('firsthandapi schema'), hashtext(current_schema()))";

const LIMITS: SchemaLimits = { readMs: 5_000, lockMs: 3_000 };

/** Time limits for what must not take long. What changes the schema may. */
export interface SchemaLimits {
  /** For reading the version. */
  readonly readMs: number;
  /**
   * For waiting for a table that others use. Their later statements wait behind a migration that waits, so it gives up, and
   * is repeated by the start of the server.
   */
  readonly lockMs: number;
}

/** The driver's time limit of one query, which its types lack. */
type LimitedQuery = pg.QueryConfig & { readonly query_timeout: number };

/** Opens a PostgreSQL database for migrations. */
export async function postgresSchema(
  url: string,
  { readMs, lockMs }: SchemaLimits = LIMITS,
): Promise<SchemaDatabase & { close(): Promise<void> }> {
  const client = new pg.Client(migrationOptions(url));
  // The statement that waits for the connection is rejected as well.
  client.on('error', () => {});
  await client.connect();
  const one = async (text: string) => {
    const query: LimitedQuery = { text, query_timeout: readMs };
    return (await client.query(query)).rows[0];
  };
  const currentVersion = async (): Promise<number> => {
    const exists = await one("SELECT to_regclass('schema_version') AS name");
    if (exists?.name === null) return 0;
    const row = await one('SELECT max(version) AS version FROM schema_version');
    return Number(row?.version ?? 0);
  };
  return {
    dialect: 'postgres',
    words: {
      // Compares ids byte by byte, as the engine and SQLite do.
      text: 'TEXT COLLATE "C"',
      integer: 'BIGINT',
      real: 'DOUBLE PRECISION',
      boolean: 'BOOLEAN',
      json: 'JSON',
      sequence: 'BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY',
      unlogged: 'UNLOGGED',
      strict: '',
      deferred: 'DEFERRABLE INITIALLY DEFERRED',
    },
    version: currentVersion,
    async advance(next, statements) {
      await client.query('BEGIN');
      try {
        await client.query(LOCK);
        // Only now: another process's migration may take long.
        await client.query(`SET LOCAL lock_timeout = ${lockMs}`);
        await client.query(
          'CREATE TABLE IF NOT EXISTS schema_version (version BIGINT PRIMARY KEY)',
        );
        if ((await currentVersion()) < next) {
          for (const statement of statements) await client.query(statement);
          await client.query('INSERT INTO schema_version VALUES ($1)', [next]);
        }
        await client.query('COMMIT');
      } catch (error) {
        // Fails only on a broken connection, whose transaction the server rolls back itself.
        await client.query('ROLLBACK').catch(() => {});
        throw error;
      }
    },
    close: () => endConnections(new Set([client]), () => client.end()),
  };
}
