import type { TableName } from '@firsthandapi/engine';
import type { SharedRows } from '../rows/shared-rows.ts';
import type { SqlRow, SqlValue } from '../rows/stored-values.ts';

export type { SqlRow, SqlValue } from '../rows/stored-values.ts';

/** The rows of a caller, as they are stored. */
export interface CallerRows {
  readonly secret: SqlRow;
  readonly key: SqlRow | undefined;
  readonly organization: SqlRow | undefined;
  /** Differs when any of them is changed. */
  readonly version: string;
}

/** Reads single rows, merging concurrent reads of other requests. */
export interface MergedReads {
  row(table: TableName, id: string): Promise<SqlRow | undefined>;
  caller(secretIds: readonly string[]): Promise<CallerRows | undefined>;
}

/**
 * Executes statements, inside or outside a transaction. Statements have a `?` for each value; values are never part of
 * the text.
 */
export interface Session {
  /** Outside of transactions on a database where a statement costs a round trip; otherwise undefined. */
  readonly merged?: MergedReads | undefined;
  /** In a transaction that shares its rows with others; otherwise undefined. */
  readonly shared?: SharedRows | undefined;
  all(statement: string, values: readonly SqlValue[]): Promise<readonly SqlRow[]>;
  /** Like `all`, for statements that may read many rows: other requests proceed in the meantime. */
  scan(statement: string, values: readonly SqlValue[]): Promise<readonly SqlRow[]>;
  /** Runs a statement and returns the number of rows it changed. */
  run(statement: string, values: readonly SqlValue[]): Promise<number>;
  /**
   * Runs a statement that changes one row. May resolve before the database has responded; a failure then prevents the
   * commit. Fails with `absent()` when the row does not exist.
   */
  write(statement: string, values: readonly SqlValue[], absent?: () => Error): Promise<void>;
}
