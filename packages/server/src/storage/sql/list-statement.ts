import type { ListQuery } from '@firsthandapi/engine';
import { encodeField } from './column.ts';
import type { Columns } from './schema.ts';
import type { SqlValue } from './session.ts';

/** The part of a statement after its table, and its values in order. */
export interface Clauses {
  readonly text: string;
  readonly values: readonly SqlValue[];
}

type Filters = Pick<ListQuery<never>, 'where' | 'atLeast' | 'below' | 'after' | 'order'>;

/** `WHERE …` of a query's filters; throws when a filter names no column that can be searched. */
export function filterClauses(columns: Columns, query: Filters): Clauses {
  const conditions: string[] = [];
  const values: SqlValue[] = [];
  for (const [field, wanted] of entriesOf(query.where)) {
    conditions.push(equality(columns, field, wanted, values));
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

/** The filters, the order by id and the limit of a page: keyset pagination, so that a page costs its length. */
export function pageClauses(columns: Columns, query: ListQuery<never>): Clauses {
  const filter = filterClauses(columns, query);
  const direction = query.order === 'oldest' ? 'ASC' : 'DESC';
  return {
    text: `${filter.text} ORDER BY "id" ${direction} LIMIT ?`,
    values: [...filter.values, query.limit],
  };
}

function equality(columns: Columns, field: string, wanted: unknown, values: SqlValue[]): string {
  const kind = requireSearchable(columns, field);
  if (wanted === null) return `"${field}" IS NULL`;
  if (!Array.isArray(wanted)) {
    values.push(encodeField(kind, wanted));
    return `"${field}" = ?`;
  }
  if (wanted.length === 0) return '1 = 0';
  for (const value of wanted) values.push(encodeField(kind, value));
  return `"${field}" IN (${wanted.map(() => '?').join(', ')})`;
}

function requireSearchable(columns: Columns, field: string) {
  const kind = columns[field];
  if (kind !== undefined && kind !== 'json') return kind;
  throw new Error(`There is no column '${field}' that a list can be filtered by`);
}

function entriesOf(filters: object | undefined): [string, unknown][] {
  return Object.entries(filters ?? {}).filter(([, value]) => value !== undefined);
}
