import type { TableName } from '@firsthandapi/engine';
import { type ColumnKind, decodeField } from './column.ts';
import { tableColumns } from './schema.ts';
import type { SqlRow, SqlValue } from './session.ts';

export type AnyRow = { readonly id: string } & Readonly<Record<string, unknown>>;

/** A table's constant statements. */
export interface TableStatements {
  readonly columns: Readonly<Record<string, ColumnKind>>;
  readonly fields: readonly string[];
  readonly select: string;
  readonly get: string;
  readonly insert: string;
  readonly delete: string;
}

const created = new Map<TableName, TableStatements>();

/** Converts a row, whose columns may have a prefix, to its record. */
export function decodeRow({ columns, fields }: TableStatements, row: SqlRow, prefix = ''): AnyRow {
  const decoded: Record<string, unknown> = {};
  for (const field of fields) {
    decoded[field] = decodeField(columns[field] as ColumnKind, row[prefix + field] as SqlValue);
  }
  return decoded as AnyRow;
}

export function statementsOf(name: TableName): TableStatements {
  const cached = created.get(name);
  if (cached !== undefined) return cached;
  const columns = tableColumns[name] as Readonly<Record<string, ColumnKind>>;
  const fields = Object.keys(columns);
  const list = fields.map((field) => `"${field}"`).join(', ');
  const select = `SELECT ${list} FROM "${name}"`;
  const statements: TableStatements = {
    columns,
    fields,
    select,
    get: `${select} WHERE "id" = ?`,
    insert: `INSERT INTO "${name}" (${list}) VALUES (${fields.map(() => '?').join(', ')})`,
    delete: `DELETE FROM "${name}" WHERE "id" = ?`,
  };
  created.set(name, statements);
  return statements;
}
