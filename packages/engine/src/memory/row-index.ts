import { SortedIds } from './sorted-ids.ts';

/** The sorted ids of a table's rows by their values in the index's fields. An index without fields has those of all rows. */
export class RowIndex<R extends { readonly id: string }> {
  readonly fields: readonly (keyof R)[];
  readonly #ids = new Map<string, SortedIds>();

  constructor(fields: readonly (keyof R)[], rows: Iterable<R>) {
    this.fields = fields;
    for (const row of rows) this.add(row);
  }

  /** Returns the ids of the rows whose values have a key, or undefined when there are none. */
  find(key: string): SortedIds | undefined {
    return this.#ids.get(key);
  }

  add(row: R): void {
    const key = indexKey(this.fields, row);
    if (key === undefined) return;
    const ids = this.#ids.get(key);
    if (ids !== undefined) ids.add(row.id);
    else this.#ids.set(key, new SortedIds([row.id]));
  }

  delete(row: R): void {
    const key = indexKey(this.fields, row);
    if (key !== undefined) this.#ids.get(key)?.delete(row.id);
  }

  /** Moves a row whose values have changed. */
  replace(before: R, after: R): void {
    for (const field of this.fields) {
      if (before[field] === after[field]) continue;
      this.delete(before);
      this.add(after);
      return;
    }
  }
}

/**
 * Joins the values of an index's fields; undefined when one of them is missing or is no single value. A single value is its own
 * key, whose hash is known already.
 */
export function indexKey<R>(fields: readonly (keyof R)[], values: Partial<R>): string | undefined {
  let key: string | undefined;
  for (const field of fields) {
    const value = values[field];
    if (typeof value !== 'string') return undefined;
    key = key === undefined ? value : `${key}\n${value}`;
  }
  return key ?? '';
}
