import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { POSTGRES_URL } from './databases.ts';
import { RUN_VARIABLE } from './schema-pool.ts';

/** Names the test run before its workers start. Returns what drops the schemas that they have kept. */
export default function setup(): () => Promise<void> {
  const run = randomBytes(4).toString('hex');
  process.env[RUN_VARIABLE] = run;
  return () => dropSchemas(`test_${run}_`);
}

async function dropSchemas(prefix: string): Promise<void> {
  const client = new pg.Client({ connectionString: POSTGRES_URL, connectionTimeoutMillis: 3_000 });
  client.on('error', () => {});
  try {
    await client.connect();
  } catch {
    // Without PostgreSQL there are no schemas.
    return;
  }
  const { rows } = await client.query(
    'SELECT nspname FROM pg_namespace WHERE starts_with(nspname::text, $1)',
    [prefix],
  );
  // One at a time: together they would need more locks than a default configuration has.
  for (const { nspname } of rows) await client.query(`DROP SCHEMA ${nspname} CASCADE`);
  await client.end();
}
