import { matchesFilter } from '../store/matches-filter.ts';
import type { ListQuery, RowFilter, Table } from '../store/store.ts';
import type { Journal, RowChange } from './journal.ts';
import { indexKey, RowIndex } from './row-index.ts';
import type { SortedIds } from './sorted-ids.ts';

/** The fields of the index of all rows. */
const ALL_ROWS: readonly never[] = [];

/** What a table calls for its rows. */
export interface TableListeners<R> {
  /** Called with the id of each row that a transaction writes or deletes. */
  readonly onWrite?: (id: string) => void;
  /** Called with each row that a transaction adds. */
  readonly onInsert?: (row: R) => void;
  /** Called with each row that is put into the table, by a rollback too. */
  readonly onPut?: (row: R) => void;
}

/**
 * Rows in a Map, with sorted ids per index value, so that the cost of a page depends on its length and not on the
 * table's.
 */
export class MemoryTable<R extends { readonly id: string }> implements Table<R> {
  #rows = new Map<string, R>();
  readonly #indexed: readonly (readonly (keyof R)[])[];
  /** Those that a list has been read from: worlds come and go by the thousand, and read few lists of their tables. */
  #indexes: RowIndex<R>[] = [];
  readonly #name: string;
  readonly #journal: Journal;
  readonly #onWrite: ((id: string) => void) | undefined;
  readonly #onInsert: ((row: R) => void) | undefined;
  readonly #onPut: ((row: R) => void) | undefined;
  /** Appended rows that are not yet in rows and indexes. */
  #appended: R[] = [];

  constructor(
    name: string,
    indexed: readonly (readonly (keyof R)[])[],
    journal: Journal,
    { onWrite, onInsert, onPut }: TableListeners<R> = {},
  ) {
    this.#indexed = indexed;
    this.#name = name;
    this.#journal = journal;
    this.#onWrite = onWrite;
    this.#onInsert = onInsert;
    this.#onPut = onPut;
  }

  /**
   * Appends a row outside of any transaction, and adds it to the table on the next access: for rows that every request
   * writes and that are rarely read.
   */
  append(record: R): void {
    this.#appended.push(record);
  }

  /** Number of rows. */
  get size(): number {
    return this.#rows.size + this.#appended.length;
  }

  async get(id: string): Promise<R | undefined> {
    return this.peek(id);
  }

  /** Like `get`, at once. */
  peek(id: string): R | undefined {
    this.#file();
    return this.#rows.get(id);
  }

  async list(query: ListQuery<R>): Promise<readonly R[]> {
    const found: R[] = [];
    this.#visit(query, (row) => {
      if (found.length < query.limit) found.push(row);
      return found.length < query.limit;
    });
    return found;
  }

  async count(query: RowFilter<R>): Promise<number> {
    let count = 0;
    this.#visit({ ...query, limit: Number.POSITIVE_INFINITY }, () => {
      count += 1;
      return true;
    });
    return count;
  }

  async sum(field: keyof R & string, query: RowFilter<R>): Promise<number> {
    let sum = 0;
    this.#visit({ ...query, limit: Number.POSITIVE_INFINITY }, (row) => {
      sum += Number(row[field]);
      return true;
    });
    return sum;
  }

  async insert(record: R): Promise<void> {
    this.#file();
    if (this.#rows.has(record.id)) throw new Error(`A record with id ${record.id} already exists`);
    this.#put(record);
    this.#onInsert?.(record);
    this.#recordChange(record.id, 'created', () => this.#remove(record.id));
  }

  async update(record: R): Promise<void> {
    this.#file();
    const before = this.#rows.get(record.id);
    if (before === undefined) throw new Error(`No record with id ${record.id}`);
    this.#replace(before, record);
    this.#recordChange(record.id, 'updated', () => this.#replace(record, before));
  }

  async delete(id: string): Promise<void> {
    this.#file();
    const before = this.#rows.get(id);
    if (before === undefined) return;
    this.#remove(id);
    this.#recordChange(id, 'deleted', () => this.#put(before));
  }

  /** Returns all rows, oldest id first, for a snapshot. */
  dump(): R[] {
    this.#file();
    return [...this.#rows.values()].sort((one, other) => (one.id < other.id ? -1 : 1));
  }

  load(rows: readonly R[]): void {
    if (rows.length === 0 && this.size === 0) return;
    this.#appended = [];
    this.#indexes = [];
    this.#rows = new Map();
    for (const row of rows) this.#put(row);
  }

  #recordChange(id: string, kind: RowChange['kind'], undo: () => void): void {
    this.#journal.record(undo, { table: this.#name, id, kind });
    this.#onWrite?.(id);
  }

  /** Passes each matching row to `visit`, in order, until it returns false. */
  #visit(query: ListQuery<R>, visit: (row: R) => boolean): void {
    this.#file();
    const ids = this.#candidates(query.where);
    if (ids === undefined) return;
    ids.visit(query.order ?? 'newest', query.after, (id) => {
      const row = this.#rows.get(id);
      return row === undefined || !matchesFilter(row, query) || visit(row);
    });
  }

  #candidates(where: ListQuery<R>['where'] = {}): SortedIds | undefined {
    for (const fields of this.#indexed) {
      const key = indexKey(fields, where as Partial<R>);
      if (key !== undefined) return this.#index(fields).find(key);
    }
    return this.#index(ALL_ROWS).find('');
  }

  #index(fields: readonly (keyof R)[]): RowIndex<R> {
    for (const index of this.#indexes) if (index.fields === fields) return index;
    const index = new RowIndex(fields, this.#rows.values());
    this.#indexes.push(index);
    return index;
  }

  #file(): void {
    if (this.#appended.length === 0) return;
    for (const record of this.#appended) this.#put(record);
    this.#appended = [];
  }

  #put(record: R): void {
    this.#rows.set(record.id, record);
    for (const index of this.#indexes) index.add(record);
    this.#onPut?.(record);
  }

  #remove(id: string): void {
    const row = this.#rows.get(id);
    if (row === undefined) return;
    this.#rows.delete(id);
    for (const index of this.#indexes) index.delete(row);
  }

  #replace(before: R, after: R): void {
    this.#rows.set(after.id, after);
    for (const index of this.#indexes) index.replace(before, after);
    this.#onPut?.(after);
  }
}
