import type { ListQuery, TableName } from '@firsthandapi/engine';
import { matchesQuery } from './matches-query.ts';
import type { AnyRow } from './stored-values.ts';

interface KnownTable {
  /** By id; undefined for a row that does not exist. */
  readonly rows: Map<string, AnyRow | undefined>;
  /** The ids of rows that were changed since their pages were read. */
  readonly changed: Set<string>;
  /** By statement: what the database returned. */
  readonly pages: Map<string, readonly AnyRow[]>;
}

/** The rows that a transaction has read or changed, as it sees them now. */
export class KnownRows {
  readonly #tables = new Map<TableName, KnownTable>();

  has(table: TableName, id: string): boolean {
    return this.#tables.get(table)?.rows.has(id) ?? false;
  }

  get(table: TableName, id: string): AnyRow | undefined {
    return this.#tables.get(table)?.rows.get(id);
  }

  /** Notes a row that was read, unless it is known: it may have been changed since. */
  noteRead(table: TableName, id: string, row: AnyRow | undefined): void {
    const { rows } = this.#of(table);
    if (!rows.has(id)) rows.set(id, row);
  }

  /** Notes a row that was changed, or deleted. */
  noteChange(table: TableName, id: string, row: AnyRow | undefined): void {
    const { rows, changed } = this.#of(table);
    rows.set(id, row);
    changed.add(id);
  }

  page(table: TableName, key: string): readonly AnyRow[] | undefined {
    return this.#tables.get(table)?.pages.get(key);
  }

  notePage(table: TableName, key: string, page: readonly AnyRow[]): void {
    this.#of(table).pages.set(key, page);
  }

  /**
   * Returns a page with the changes since it was read, or undefined when it would need rows that follow the ones read.
   */
  patched(
    table: TableName,
    query: ListQuery<never>,
    page: readonly AnyRow[],
  ): readonly AnyRow[] | undefined {
    const { rows, changed } = this.#of(table);
    if (changed.size === 0) return page;
    const kept = page.filter(({ id }) => !changed.has(id));
    const added = [...changed].flatMap((id) => rows.get(id) ?? []);
    const direction = query.order === 'oldest' ? 1 : -1;
    const all = [...kept, ...added.filter((row) => matchesQuery(row, query))].sort(
      (one, other) => (one.id < other.id ? -1 : 1) * direction,
    );
    const last = page.at(-1);
    if (page.length < query.limit || last === undefined) return all.slice(0, query.limit);
    // Beyond its last row, a full page says nothing.
    const certain = all.filter(({ id }) => id === last.id || id < last.id === direction > 0);
    return certain.length < query.limit ? undefined : certain.slice(0, query.limit);
  }

  /** Takes over what a piece knows that has ended. */
  add(later: KnownRows): void {
    for (const [table, { rows, changed, pages }] of later.#tables) {
      for (const [key, page] of pages) this.#of(table).pages.set(key, page);
      for (const [id, row] of rows) {
        if (changed.has(id)) this.noteChange(table, id, row);
        else this.noteRead(table, id, row);
      }
    }
  }

  clear(): void {
    this.#tables.clear();
  }

  #of(table: TableName): KnownTable {
    const known = this.#tables.get(table);
    if (known !== undefined) return known;
    const created: KnownTable = { rows: new Map(), changed: new Set(), pages: new Map() };
    this.#tables.set(table, created);
    return created;
  }
}
