import { type ListQuery, matchesFilter } from '@firsthandapi/engine';
import type { AnyRow } from './stored-values.ts';

/** Whether a row is among those that a list continues with. */
export function matchesQuery(row: AnyRow, query: ListQuery<never>): boolean {
  const { after, order } = query;
  const isPast = after === undefined || (order === 'oldest' ? row.id > after : row.id < after);
  return isPast && matchesFilter<AnyRow>(row, query);
}
