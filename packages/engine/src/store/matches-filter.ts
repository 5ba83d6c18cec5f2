import type { RowFilter } from './store.ts';

/** Whether a row has the values that a filter asks for. A bound is never met by null. */
export function matchesFilter<R>(row: R, query: RowFilter<R>): boolean {
  for (const field in query.where) {
    const wanted = query.where[field];
    const value = row[field];
    if (wanted === undefined) continue;
    if (Array.isArray(wanted) ? !wanted.includes(value) : wanted !== value) return false;
  }
  for (const field in query.atLeast) {
    const bound = query.atLeast[field];
    const value = row[field];
    if (bound !== undefined && !(typeof value === 'number' && value >= bound)) return false;
  }
  for (const field in query.below) {
    const bound = query.below[field];
    const value = row[field];
    if (bound !== undefined && !(typeof value === 'number' && value < bound)) return false;
  }
  return true;
}
