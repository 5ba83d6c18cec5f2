/** A value as both databases take it. SQLite gives booleans back as 0 and 1. */
export type SqlValue = string | number | boolean | null;

export type SqlRow = Readonly<Record<string, SqlValue>>;

/**
 * A conversation with the database, inside a transaction or outside of one. Statements are written with `?` for
 * each value; values are never part of the text.
 */
export interface Session {
  all(statement: string, values: readonly SqlValue[]): Promise<readonly SqlRow[]>;
  /** Runs a statement and says how many rows it changed. */
  run(statement: string, values: readonly SqlValue[]): Promise<number>;
  /**
   * Runs a statement that changes one row. May return before the database has answered; the transaction then fails
   * before it commits. Fails with `absent()` when there was no such row.
   */
  write(statement: string, values: readonly SqlValue[], absent?: () => Error): Promise<void>;
}
