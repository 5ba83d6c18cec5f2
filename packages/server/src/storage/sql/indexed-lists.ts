import { type ListQuery, type TableName, tableIndexes } from '@firsthandapi/engine';

/** Equality filters that have an index beside those that every store has. */
const MORE_INDEXES: { readonly [Name in TableName]?: readonly (readonly string[])[] } = {
  jobs: [
    ['organization_id', 'environment', 'status'],
    ['organization_id', 'environment', 'type'],
  ],
  events: [['organization_id', 'environment', 'status']],
  credit_transactions: [['organization_id', 'type']],
  audit_events: [['organization_id', 'environment', 'action']],
};

/**
 * Whether an index leads to the rows of a list. Every other list may read many rows that do not match before it has
 * found a page of those that do.
 */
export function isIndexedList(name: TableName, query: ListQuery<never>): boolean {
  if (given(query.atLeast).length > 0 || given(query.below).length > 0) return false;
  const filters = given(query.where);
  if (filters.some(([, value]) => Array.isArray(value) || value === null)) return false;
  const fields = filters.map(([field]) => field);
  const indexes: readonly (readonly string[])[] = [
    [],
    ...tableIndexes[name],
    ...(MORE_INDEXES[name] ?? []),
  ];
  return indexes.some(
    (index) => index.length === fields.length && fields.every((field) => index.includes(field)),
  );
}

function given(filters: object | undefined): [string, unknown][] {
  return Object.entries(filters ?? {}).filter(([, value]) => value !== undefined);
}
