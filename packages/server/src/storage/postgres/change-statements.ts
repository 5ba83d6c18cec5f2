import type { TableName } from '@firsthandapi/engine';
import { absentRow, type RowChange, type RowChanges } from '../rows/row-changes.ts';
import type { StoredColumns } from '../rows/stored-values.ts';
import { type ColumnKind, encodeField } from '../sql/column.ts';
import { SCHEDULE, TASK_COLUMNS } from '../sql/sql-task-queue.ts';
import { statementsOf, updateStatement } from '../sql/table-statements.ts';
import type { StatementValue } from './reads/executor.ts';

/** A statement that changes one row, or inserts several. */
export interface ChangeStatement {
  readonly statement: string;
  readonly values: readonly StatementValue[];
  /** The error when there is no row to change. */
  readonly absent?: () => Error;
}

/** Arrays, so that the text does not depend on the number of rows. */
const ARRAYS = {
  text: 'text[]',
  integer: 'bigint[]',
  real: 'double precision[]',
  boolean: 'boolean[]',
  json: 'json[]',
} as const satisfies Record<ColumnKind, string>;

type Changes = ReturnType<RowChanges['take']>;

/**
 * Returns the statements that make these changes: rows are removed first, so that those that are added find their unique
 * values free, and one statement adds all rows of a table.
 */
export function changeStatements({ tables, tasks }: Changes): readonly ChangeStatement[] {
  const scheduled = tasks.length === 0 ? [] : [schedule(tasks)];
  return [
    ...tables.flatMap(([table, changes]) => changes.flatMap((change) => removals(table, change))),
    ...tables.flatMap(([table, changes]) => changes.flatMap((change) => updates(table, change))),
    ...tables.flatMap(([table, changes]) => inserts(table, changes)),
    ...scheduled,
  ];
}

function removals(
  table: TableName,
  [id, change]: readonly [string, RowChange],
): readonly ChangeStatement[] {
  const isRemoved = change.kind === 'delete' || (change.kind === 'insert' && change.replaces);
  if (!isRemoved) return [];
  const { markRemoval, delete: remove } = statementsOf(table);
  const values = [encodeField('text', id)];
  const marks = markRemoval === undefined ? [] : [{ statement: markRemoval, values }];
  return [...marks, { statement: remove, values }];
}

function updates(
  table: TableName,
  [id, change]: readonly [string, RowChange],
): readonly ChangeStatement[] {
  if (change.kind !== 'update') return [];
  const names = Object.keys(change.columns);
  const statement = updateStatement(table, names);
  const values = [...Object.values(change.columns), encodeField('text', id)];
  return [{ statement, values, absent: () => absentRow(table, id) }];
}

function inserts(
  table: TableName,
  changes: readonly (readonly [string, RowChange])[],
): readonly ChangeStatement[] {
  const rows = changes.flatMap(([, change]) => (change.kind === 'insert' ? [change.columns] : []));
  const [first] = rows;
  if (first === undefined) return [];
  const { fields, sealedColumns, columns, insert } = statementsOf(table);
  const names = [...fields, ...sealedColumns];
  if (rows.length === 1) {
    return [{ statement: insert, values: names.map((name) => first[name] ?? null) }];
  }
  return [insertAll(table, names, (name) => columns[name] ?? 'text', rows)];
}

function schedule(tasks: readonly StoredColumns[]): ChangeStatement {
  const [first] = tasks;
  if (tasks.length === 1 && first !== undefined) {
    return { statement: SCHEDULE, values: Object.values(first) };
  }
  const kinds: Readonly<Record<string, ColumnKind>> = TASK_COLUMNS;
  return insertAll('tasks', Object.keys(kinds), (name) => kinds[name] ?? 'text', tasks);
}

function insertAll(
  table: string,
  names: readonly string[],
  kindOf: (name: string) => ColumnKind,
  rows: readonly StoredColumns[],
): ChangeStatement {
  const list = names.map((name) => `"${name}"`).join(', ');
  const arrays = names.map((name) => `?::${ARRAYS[kindOf(name)]}`).join(', ');
  return {
    statement: `INSERT INTO "${table}" (${list}) SELECT * FROM unnest(${arrays})`,
    values: names.map((name) => rows.map((row) => row[name] ?? null)),
  };
}
