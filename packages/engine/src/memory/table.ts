import { matchesFilter } from '../store/matches-filter.ts';
import type { ListQuery, RowFilter, Table } from '../store/store.ts';
import type { Journal, RowChange } from './journal.ts';
import { SortedIds } from './sorted-ids.ts';

/**
 * Rows in a Map, with sorted ids per index value, so that the cost of a page depends on its length and not on the
 * table's.
 */
export class MemoryTable<R extends { readonly id: string }> implements Table<R> {
  #rows = new Map<string, R>();
  #all = new SortedIds();
  readonly #indexes: { fields: readonly (keyof R)[]; values: Map<string, SortedIds> }[];
  readonly #name: string;
  readonly #journal: Journal;
  readonly #onWrite: ((id: string) => void) | undefined;
  /** Called with each row that is put into the table, by a rollback too. */
  onPut: ((row: R) => void) | undefined;
  /** Appended rows that are not yet in rows and indexes. */
  #appended: R[] = [];
  /** Ids of rows that are not indexed yet: most rows are never listed, and the others are indexed on the first read. */
  #unindexed: string[] = [];

  constructor(
    name: string,
    indexes: readonly (readonly (keyof R)[])[],
    journal: Journal,
    onWrite?: (id: string) => void,
  ) {
    this.#indexes = indexes.map((fields) => ({ fields, values: new Map() }));
    this.#name = name;
    this.#journal = journal;
    this.#onWrite = onWrite;
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
    for (const row of this.#scan(query)) {
      if (found.length >= query.limit) break;
      found.push(row);
    }
    return found;
  }

  async count(query: RowFilter<R>): Promise<number> {
    let count = 0;
    for (const _ of this.#scan({ ...query, limit: Number.POSITIVE_INFINITY })) count += 1;
    return count;
  }

  async sum(field: keyof R & string, query: RowFilter<R>): Promise<number> {
    let sum = 0;
    for (const row of this.#scan({ ...query, limit: Number.POSITIVE_INFINITY })) {
      sum += Number(row[field]);
    }
    return sum;
  }

  async insert(record: R): Promise<void> {
    this.#file();
    if (this.#rows.has(record.id)) throw new Error(`A record with id ${record.id} already exists`);
    this.#put(record);
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
    this.#index();
    return [...this.#all.ascending()].map((id) => this.#rows.get(id) as R);
  }

  load(rows: readonly R[]): void {
    this.#appended = [];
    this.#unindexed = [];
    this.#rows = new Map();
    this.#all = new SortedIds();
    for (const index of this.#indexes) index.values = new Map();
    for (const row of rows) this.#put(row);
  }

  #recordChange(id: string, kind: RowChange['kind'], undo: () => void): void {
    this.#journal.record(undo, { table: this.#name, id, kind });
    this.#onWrite?.(id);
  }

  *#scan(query: ListQuery<R>): Generator<R> {
    this.#file();
    this.#index();
    const ids = this.#candidates(query.where);
    if (ids === undefined) return;
    const walk =
      query.order === 'oldest' ? ids.ascending(query.after) : ids.descending(query.after);
    for (const id of walk) {
      const row = this.#rows.get(id);
      if (row !== undefined && matchesFilter(row, query)) yield row;
    }
  }

  #candidates(where: ListQuery<R>['where']): SortedIds | undefined {
    if (where === undefined) return this.#all;
    for (const index of this.#indexes) {
      const key = indexKey(index.fields, where as Partial<R>);
      if (key !== undefined) return index.values.get(key);
    }
    return this.#all;
  }

  #file(): void {
    if (this.#appended.length === 0) return;
    for (const record of this.#appended) this.#put(record);
    this.#appended = [];
  }

  #put(record: R): void {
    this.#rows.set(record.id, record);
    this.#unindexed.push(record.id);
    this.onPut?.(record);
  }

  #index(): void {
    if (this.#unindexed.length === 0) return;
    for (const id of this.#unindexed) this.#indexRow(this.#rows.get(id) as R);
    this.#unindexed = [];
  }

  #indexRow(row: R): void {
    this.#all.add(row.id);
    for (const index of this.#indexes) {
      const key = indexKey(index.fields, row);
      if (key === undefined) continue;
      const ids = index.values.get(key);
      if (ids !== undefined) ids.add(row.id);
      else index.values.set(key, new SortedIds([row.id]));
    }
  }

  #remove(id: string): void {
    const row = this.#rows.get(id);
    if (row === undefined) return;
    this.#index();
    this.#rows.delete(id);
    this.#all.delete(id);
    for (const index of this.#indexes) {
      const key = indexKey(index.fields, row);
      if (key !== undefined) index.values.get(key)?.delete(id);
    }
  }

  #replace(before: R, after: R): void {
    const isMoved = this.#indexes.some(({ fields }) =>
      fields.some((field) => before[field] !== after[field]),
    );
    if (!isMoved) {
      this.#rows.set(after.id, after);
      this.onPut?.(after);
      return;
    }
    this.#remove(before.id);
    this.#put(after);
  }
}

function indexKey<R>(fields: readonly (keyof R)[], values: Partial<R>): string | undefined {
  let key = '';
  for (const field of fields) {
    const value = values[field];
    if (typeof value !== 'string') return undefined;
    key += `${value}\n`;
  }
  return key;
}
