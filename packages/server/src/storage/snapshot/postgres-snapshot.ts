import pg from 'pg';
import { migrationOptions } from '../postgres/connection-options.ts';
import { type Filling, orderOf, type Snapshot, type StoredRow } from './copied-tables.ts';

const ROWS_PER_FETCH = 200;
/** PostgreSQL accepts 65,535 values in a statement. */
const ROWS_PER_INSERT = 500;

/** Reads one state of a PostgreSQL database: a read-only transaction, which does not hold up writers. */
export async function postgresSnapshot(url: string): Promise<Snapshot> {
  const client = await begin(url, 'ISOLATION LEVEL REPEATABLE READ READ ONLY');
  const columns = await columnsOf(client);
  const hasVersion = columns.has('schema_version');
  const version = hasVersion
    ? await client.query('SELECT max(version) AS version FROM schema_version')
    : undefined;
  return {
    schemaVersion: Number(version?.rows[0]?.version ?? 0),
    tables: [...columns.keys()],
    async *rows(table) {
      await client.query(
        `DECLARE copied NO SCROLL CURSOR FOR SELECT * FROM "${table}"${orderOf(table)}`,
      );
      try {
        for (;;) {
          const { rows } = await client.query(`FETCH ${ROWS_PER_FETCH} FROM copied`);
          yield* rows as StoredRow[];
          if (rows.length < ROWS_PER_FETCH) break;
        }
      } finally {
        await client.query('CLOSE copied');
      }
    },
    close: () => client.end(),
  };
}

/** Fills a PostgreSQL database that has tables without rows, in one transaction. */
export async function postgresFilling(url: string): Promise<Filling> {
  const client = await begin(url, '');
  const columns = await columnsOf(client);
  const switchTriggers = async (state: 'DISABLE' | 'ENABLE') => {
    for (const table of columns.keys()) {
      await client.query(`ALTER TABLE "${table}" ${state} TRIGGER USER`);
    }
  };
  await switchTriggers('DISABLE');
  return {
    columns,
    async insert(table, rows) {
      const [first] = rows;
      if (first === undefined) return;
      const names = Object.keys(first);
      for (let start = 0; start < rows.length; start += ROWS_PER_INSERT) {
        const batch = rows.slice(start, start + ROWS_PER_INSERT);
        const tuples = batch.map(
          (_, place) =>
            `(${names.map((__, at) => `$${place * names.length + at + 1}`).join(', ')})`,
        );
        await client.query(
          `INSERT INTO "${table}" (${names.map((name) => `"${name}"`).join(', ')}) VALUES ${tuples.join(', ')}`,
          batch.flatMap((row) => names.map((name) => row[name] ?? null)),
        );
      }
    },
    run: async (statement) => void (await client.query(statement)),
    all: async (statement) => (await client.query(statement)).rows,
    async commit() {
      // A table whose references are still to be checked cannot be altered.
      await client.query('SET CONSTRAINTS ALL IMMEDIATE');
      await switchTriggers('ENABLE');
      await client.query('COMMIT');
    },
    close: () => client.end(),
  };
}

async function begin(url: string, mode: string): Promise<pg.Client> {
  const client = new pg.Client(migrationOptions(url));
  // The statement that waits for the connection is rejected as well.
  client.on('error', () => {});
  await client.connect();
  await client.query(`BEGIN ${mode}`);
  // The files are copied while it is open.
  await client.query('SET LOCAL idle_in_transaction_session_timeout = 0');
  await client.query('SET LOCAL statement_timeout = 0');
  return client;
}

async function columnsOf(client: pg.Client): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const { rows } = await client.query(
    `SELECT table_name, column_name FROM information_schema.columns
     WHERE table_schema = current_schema() ORDER BY table_name`,
  );
  const columns = new Map<string, Set<string>>();
  for (const { table_name, column_name } of rows) {
    const known = columns.get(table_name) ?? new Set();
    columns.set(table_name, known.add(column_name));
  }
  return columns;
}
