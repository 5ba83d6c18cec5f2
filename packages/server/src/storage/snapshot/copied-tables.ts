/** A row as the driver returns it. */
export type StoredRow = Readonly<Record<string, string | number | boolean | null>>;

/**
 * Tables that a copy of a database leaves out: what is meaningless later, what must not outlive its day, and the data
 * keys, which are kept apart so that an erasure can reach them.
 */
const LEFT_OUT: ReadonlySet<string> = new Set([
  'daily_secrets',
  'data_keys',
  'heartbeats',
  'rate_windows',
  'schema_version',
]);

export const DATA_KEYS = 'data_keys';
export const ERASURES = 'erasures';

export function isCopied(table: string): boolean {
  return !LEFT_OUT.has(table) && !table.startsWith('sqlite_');
}

/** Tasks run in the order of their sequence, which a restored database assigns itself. */
export function orderOf(table: string): string {
  return table === 'tasks' ? ' ORDER BY sequence' : '';
}

/** One state of a whole database, for reading. Writers go on meanwhile. */
export interface Snapshot {
  readonly schemaVersion: number;
  /** The names of all tables. */
  readonly tables: readonly string[];
  /** Yields the rows of a table, a few at a time. */
  rows(table: string): AsyncGenerator<StoredRow>;
  close(): Promise<void>;
}

/**
 * An empty database that is being filled: nothing of it is visible before `commit`. Its triggers rest meanwhile, since rows
 * are stored as they were: an entry of the ledger must not be added to a balance that contains it.
 */
export interface Filling {
  /** The columns of each table. */
  readonly columns: ReadonlyMap<string, ReadonlySet<string>>;
  insert(table: string, rows: readonly StoredRow[]): Promise<void>;
  run(statement: string): Promise<void>;
  all(statement: string): Promise<readonly StoredRow[]>;
  commit(): Promise<void>;
  /** Closes it, and undoes what was not committed. */
  close(): Promise<void>;
}
