import type { ListQuery } from '@firsthandapi/engine';
import { encodeField } from './column.ts';
import type { Columns } from './schema.ts';
import type { SqlValue } from './session.ts';

/** The part of a statement after the table name, and its values in order. */
export interface Clauses {
  readonly text: string;
  readonly values: readonly SqlValue[];
}

type Filters = Pick<ListQuery<never>, 'where' | 'atLeast' | 'below' | 'after' | 'order'>;

/** Returns the `WHERE` clause of a query's filters. Throws when a filter names a column that is unknown or JSON. */
export function filterClauses(columns: Columns, query: Filters): Clauses {
  const conditions: string[] = [];
  const values: SqlValue[] = [];
  for (const [field, expected] of entriesOf(query.where)) {
    conditions.push(equality(columns, field, expected, values));
  }
  for (const [bounds, operator] of [
    [query.atLeast, '>='],
    [query.below, '<'],
  ] as const) {
    for (const [field, bound] of entriesOf(bounds)) {
      requireSearchable(columns, field);
      conditions.push(`"${field}" ${operator} ?`);
      values.push(bound as number);
    }
  }
  if (query.after !== undefined) {
    conditions.push(`"id" ${query.order === 'oldest' ? '>' : '<'} ?`);
    values.push(encodeField('text', query.after));
  }
  return { text: conditions.length === 0 ? '' : ` WHERE ${conditions.join(' AND ')}`, values };
}

/** Returns the clauses of one page. Keyset pagination: a page costs its length, wherever it starts. */
export function pageClauses(columns: Columns, query: ListQuery<never>): Clauses {
  const filter = filterClauses(columns, query);
  const direction = query.order === 'oldest' ? 'ASC' : 'DESC';
  return {
    text: `${filter.text} ORDER BY "id" ${direction} LIMIT ?`,
    values: [...filter.values, query.limit],
  };
}

function equality(columns: Columns, field: string, expected: unknown, values: SqlValue[]): string {
  const kind = requireSearchable(columns, field);
  if (expected === null) return `"${field}" IS NULL`;
  if (field === 'status' && typeof expected === 'string' && /^[a-z_]+$/.test(expected)) {
    // Written out, since neither database uses an index of some statuses for one that it does not know yet.
    return `"status" = '${expected}'`;
  }
  if (!Array.isArray(expected)) {
    values.push(encodeField(kind, expected));
    return `"${field}" = ?`;
  }
  if (expected.length === 0) return '1 = 0';
  for (const value of expected) values.push(encodeField(kind, value));
  return `"${field}" IN (${expected.map(() => '?').join(', ')})`;
}

function requireSearchable(columns: Columns, field: string) {
  const kind = columns[field];
  if (kind !== undefined && kind !== 'json') return kind;
  throw new Error(`Cannot filter by '${field}': no such column, or a JSON column`);
}

function entriesOf(filters: object | undefined): [string, unknown][] {
  return Object.entries(filters ?? {}).filter(([, value]) => value !== undefined);
}
