import type { TableName } from '@firsthandapi/engine';
import type { AnyRow, SqlRow, SqlValue } from '../rows/stored-values.ts';
import { isFoundByEmail, standInsOf } from '../sealing/sealed-fields.ts';
import { type ColumnKind, decodeField } from './column.ts';
import { tableColumns } from './schema.ts';

export type { AnyRow } from '../rows/stored-values.ts';

/** A table's constant statements. */
export interface TableStatements {
  readonly columns: Readonly<Record<string, ColumnKind>>;
  readonly fields: readonly string[];
  /** The stand-ins of sealed fields, and the columns that hold the seal. Empty for a table without sealed fields. */
  readonly standIns: Readonly<Record<string, unknown>>;
  readonly sealedColumns: readonly string[];
  readonly select: string;
  readonly get: string;
  readonly insert: string;
  readonly delete: string;
  /** Announces a deletion to a table that is append-only otherwise. */
  readonly markRemoval?: string;
}

const created = new Map<TableName, TableStatements>();

/** The column by which a row is found by its e-mail address. */
export const EMAIL_INDEX = 'email_index';

/** Returns the columns that a table has for the seal of its rows. */
export function sealedColumnsOf(name: TableName): readonly string[] {
  if (standInsOf(name) === undefined) return [];
  return isFoundByEmail(name) ? ['sealed', EMAIL_INDEX] : ['sealed'];
}

/** Converts a row to its record. `opened` has the fields that were sealed. */
export function decodeRow(
  { columns, fields }: TableStatements,
  row: SqlRow,
  opened: Readonly<Record<string, unknown>> | undefined,
): AnyRow {
  const decoded: Record<string, unknown> = {};
  for (const field of fields) {
    decoded[field] =
      opened !== undefined && Object.hasOwn(opened, field)
        ? opened[field]
        : decodeField(columns[field] as ColumnKind, row[field] as SqlValue);
  }
  return decoded as AnyRow;
}

export function statementsOf(name: TableName): TableStatements {
  const cached = created.get(name);
  if (cached !== undefined) return cached;
  const columns = tableColumns[name] as Readonly<Record<string, ColumnKind>>;
  const fields = Object.keys(columns);
  const sealedColumns = sealedColumnsOf(name);
  const all = [...fields, ...sealedColumns];
  const list = all.map((field) => `"${field}"`).join(', ');
  const select = `SELECT ${list} FROM "${name}"`;
  const statements: TableStatements = {
    columns,
    fields,
    standIns: standInsOf(name) ?? {},
    sealedColumns,
    select,
    get: `${select} WHERE "id" = ?`,
    insert: `INSERT INTO "${name}" (${list}) VALUES (${all.map(() => '?').join(', ')})`,
    delete: `DELETE FROM "${name}" WHERE "id" = ?`,
    ...(name === 'audit_events' && {
      markRemoval: `UPDATE "${name}" SET "removal" = 1 WHERE "id" = ?`,
    }),
  };
  created.set(name, statements);
  return statements;
}

/** Returns the statement that sets these columns of one row. */
export function updateStatement(name: TableName, columns: readonly string[]): string {
  const assignments = columns.map((column) => `"${column}" = ?`).join(', ');
  return `UPDATE "${name}" SET ${assignments} WHERE "id" = ?`;
}
