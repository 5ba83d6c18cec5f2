import { matchesFilter } from '../store/matches-filter.ts';
import type { ListQuery, RowFilter, Table } from '../store/store.ts';
import type { Journal, RowChange } from './journal.ts';
import { SortedIds } from './sorted-ids.ts';

/** Ids in order, of all rows and of those with the same values in the fields of each index. */
interface SortedRows {
  readonly all: SortedIds;
  readonly byValue: readonly Map<string, SortedIds>[];
}

/** What a table calls for its rows. */
export interface TableListeners<R> {
  /** Called with the id of each row that a transaction writes or deletes. */
  readonly onWrite?: (id: string) => void;
  /** Called with each row that is put into the table, by a rollback too. */
  readonly onPut?: (row: R) => void;
}

/**
 * Rows in a Map, with sorted ids per index value, so that the cost of a page depends on its length and not on the
 * table's.
 */
export class MemoryTable<R extends { readonly id: string }> implements Table<R> {
  #rows = new Map<string, R>();
  readonly #indexes: readonly (readonly (keyof R)[])[];
  /** Undefined until the first read of a list: worlds come and go by the thousand, and use few of their tables. */
  #sorted: SortedRows | undefined;
  readonly #name: string;
  readonly #journal: Journal;
  readonly #onWrite: ((id: string) => void) | undefined;
  readonly #onPut: ((row: R) => void) | undefined;
  /** Appended rows that are not yet in rows and indexes. */
  #appended: R[] = [];
  /** Ids of rows that are not indexed yet: most rows are never listed, and the others are indexed on the first read. */
  #unindexed: string[] = [];

  constructor(
    name: string,
    indexes: readonly (readonly (keyof R)[])[],
    journal: Journal,
    { onWrite, onPut }: TableListeners<R> = {},
  ) {
    this.#indexes = indexes;
    this.#name = name;
    this.#journal = journal;
    this.#onWrite = onWrite;
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
    return [...this.#index().all.ascending()].map((id) => this.#rows.get(id) as R);
  }

  load(rows: readonly R[]): void {
    if (rows.length === 0 && this.size === 0) return;
    this.#appended = [];
    this.#unindexed = [];
    this.#rows = new Map();
    this.#sorted = undefined;
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

  #candidates(where: ListQuery<R>['where']): SortedIds | undefined {
    const { all, byValue } = this.#index();
    if (where === undefined) return all;
    for (const [position, fields] of this.#indexes.entries()) {
      const key = indexKey(fields, where as Partial<R>);
      if (key !== undefined) return byValue[position]?.get(key);
    }
    return all;
  }

  #file(): void {
    if (this.#appended.length === 0) return;
    for (const record of this.#appended) this.#put(record);
    this.#appended = [];
  }

  #put(record: R): void {
    this.#rows.set(record.id, record);
    this.#unindexed.push(record.id);
    this.#onPut?.(record);
  }

  #index(): SortedRows {
    this.#sorted ??= { all: new SortedIds(), byValue: this.#indexes.map(() => new Map()) };
    if (this.#unindexed.length === 0) return this.#sorted;
    for (const id of this.#unindexed) this.#indexRow(this.#sorted, this.#rows.get(id) as R);
    this.#unindexed = [];
    return this.#sorted;
  }

  #indexRow({ all, byValue }: SortedRows, row: R): void {
    all.add(row.id);
    for (let position = 0; position < byValue.length; position += 1) {
      const key = indexKey(this.#indexes[position] ?? [], row);
      if (key === undefined) continue;
      const values = byValue[position];
      const ids = values?.get(key);
      if (ids !== undefined) ids.add(row.id);
      else values?.set(key, new SortedIds([row.id]));
    }
  }

  #remove(id: string): void {
    const row = this.#rows.get(id);
    if (row === undefined) return;
    const { all, byValue } = this.#index();
    this.#rows.delete(id);
    all.delete(id);
    for (const [position, fields] of this.#indexes.entries()) {
      const key = indexKey(fields, row);
      if (key !== undefined) byValue[position]?.get(key)?.delete(id);
    }
  }

  #replace(before: R, after: R): void {
    const isMoved = this.#indexes.some((fields) =>
      fields.some((field) => before[field] !== after[field]),
    );
    if (!isMoved) {
      this.#rows.set(after.id, after);
      this.#onPut?.(after);
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
