import type { ListQuery, TableName } from '@firsthandapi/engine';
import type { AnyRow, SqlRow, SqlValue, StoredColumns } from './stored-values.ts';

/** A statement that reads a page of a list. */
export interface PageStatement {
  readonly statement: string;
  readonly values: readonly SqlValue[];
}

/**
 * The rows of the pieces of work that share a transaction. Each is read once, for all of them, and what they change is
 * sent together.
 */
export interface SharedRows {
  get(
    table: TableName,
    id: string,
    decode: (row: SqlRow) => Promise<AnyRow>,
  ): Promise<AnyRow | undefined>;
  /** @param query What `page` selects. Undefined when only the database can tell which rows match. */
  list(
    table: TableName,
    query: ListQuery<never> | undefined,
    page: PageStatement,
    decode: (rows: readonly SqlRow[]) => Promise<readonly AnyRow[]>,
  ): Promise<readonly AnyRow[]>;
  /** Returns the row as it is now, as far as it was read or changed. */
  known(table: TableName, id: string): Promise<AnyRow | undefined>;
  insert(table: TableName, row: AnyRow, columns: StoredColumns): Promise<void>;
  /** @param columns Those that change. */
  update(table: TableName, row: AnyRow, columns: StoredColumns): Promise<void>;
  delete(table: TableName, id: string): Promise<void>;
  schedule(columns: StoredColumns): Promise<void>;
}
