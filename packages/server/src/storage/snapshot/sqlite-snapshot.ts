import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { type Filling, orderOf, type Snapshot, type StoredRow } from './copied-tables.ts';

const BUSY_MS = 5_000;

/** Reads one state of a SQLite file: a read transaction, which does not hold up the writer. */
export function sqliteSnapshot(path: string): Snapshot {
  const connection = new DatabaseSync(path, { readOnly: true });
  connection.exec(`PRAGMA busy_timeout = ${BUSY_MS}; BEGIN`);
  const version = connection.prepare('PRAGMA user_version').get();
  return {
    schemaVersion: Number(version?.user_version),
    tables: tablesOf(connection),
    async *rows(table) {
      const statement = connection.prepare(`SELECT * FROM "${table}"${orderOf(table)}`);
      for (const row of statement.iterate()) yield row as StoredRow;
    },
    close: async () => connection.close(),
  };
}

/** Fills a SQLite file that has tables without rows, in one transaction. */
export function sqliteFilling(path: string): Filling {
  const connection = new DatabaseSync(path);
  connection.exec(`PRAGMA busy_timeout = ${BUSY_MS}; PRAGMA secure_delete = ON; BEGIN IMMEDIATE`);
  const triggers = dropTriggers(connection);
  const statements = new Map<string, StatementSync>();
  const prepare = (table: string, columns: readonly string[]) => {
    const text = `INSERT INTO "${table}" (${columns.map((name) => `"${name}"`).join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`;
    const statement = statements.get(text) ?? connection.prepare(text);
    statements.set(text, statement);
    return statement;
  };
  return {
    columns: new Map(tablesOf(connection).map((table) => [table, columnsOf(connection, table)])),
    async insert(table, rows) {
      for (const row of rows) {
        const values = Object.values(row).map((value) =>
          typeof value === 'boolean' ? Number(value) : value,
        );
        prepare(table, Object.keys(row)).run(...values);
      }
    },
    run: async (statement) => connection.exec(statement),
    all: async (statement) => connection.prepare(statement).all() as StoredRow[],
    async commit() {
      for (const trigger of triggers) connection.exec(trigger);
      connection.exec('COMMIT');
    },
    close: async () => connection.close(),
  };
}

/** Returns the statements that create the triggers again. */
function dropTriggers(connection: DatabaseSync): readonly string[] {
  const triggers = connection
    .prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'")
    .all();
  for (const { name } of triggers) connection.exec(`DROP TRIGGER "${name}"`);
  return triggers.map(({ sql }) => String(sql));
}

function tablesOf(connection: DatabaseSync): string[] {
  const rows = connection
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
    .all();
  return rows.map(({ name }) => String(name));
}

function columnsOf(connection: DatabaseSync, table: string): ReadonlySet<string> {
  const rows = connection.prepare('SELECT name FROM pragma_table_info(?)').all(table);
  return new Set(rows.map(({ name }) => String(name)));
}
