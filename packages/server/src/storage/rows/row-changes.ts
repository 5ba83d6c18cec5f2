import type { TableName } from '@firsthandapi/engine';
import type { StoredColumns } from './stored-values.ts';

/** What is to be done to a stored row. */
export type RowChange =
  /** `replaces`: there is a row with the same id, which is deleted first. */
  | { readonly kind: 'insert'; readonly columns: StoredColumns; readonly replaces: boolean }
  | { readonly kind: 'update'; readonly columns: StoredColumns }
  | { readonly kind: 'delete' };

type TableChanges = Map<string, RowChange>;

/**
 * Changes that are not sent yet, of which each row has at most one: a row that is changed again and again is written
 * once.
 */
export class RowChanges {
  readonly #tables = new Map<TableName, TableChanges>();
  #tasks: StoredColumns[] = [];
  #size = 0;

  /** About how many rows they concern. */
  get size(): number {
    return this.#size;
  }

  insert(table: TableName, id: string, columns: StoredColumns): void {
    const known = this.#of(table).get(id);
    if (known !== undefined && known.kind !== 'delete') throw existing(table, id);
    this.#set(table, id, { kind: 'insert', columns, replaces: known !== undefined });
  }

  update(table: TableName, id: string, columns: StoredColumns): void {
    const known = this.#of(table).get(id);
    if (known?.kind === 'delete') throw absentRow(table, id);
    const merged = known === undefined ? columns : { ...known.columns, ...columns };
    const { kind, ...rest } = known ?? { kind: 'update' as const };
    this.#set(table, id, { ...rest, kind, columns: merged } as RowChange);
  }

  delete(table: TableName, id: string): void {
    const known = this.#of(table).get(id);
    // A row that was never sent leaves nothing to delete.
    if (known?.kind === 'insert' && !known.replaces) this.#of(table).delete(id);
    else this.#set(table, id, { kind: 'delete' });
  }

  schedule(columns: StoredColumns): void {
    this.#tasks.push(columns);
    this.#size += 1;
  }

  /** Appends changes that were made after these. */
  add(later: RowChanges): void {
    for (const [table, changes] of later.#tables) {
      for (const [id, change] of changes) this.#add(table, id, change);
    }
    for (const columns of later.#tasks) this.schedule(columns);
  }

  /** Removes and returns everything. Tables, and the rows of each, are in one order for all transactions. */
  take(): {
    readonly tables: readonly (readonly [TableName, readonly (readonly [string, RowChange])[]])[];
    readonly tasks: readonly StoredColumns[];
  } {
    const tables = [...this.#tables]
      .sort(([one], [other]) => compare(one, other))
      .map(([table, changes]) => [table, [...changes].sort(byId)] as const);
    const tasks = this.#tasks;
    this.clear();
    return { tables, tasks };
  }

  clear(): void {
    this.#tables.clear();
    this.#tasks = [];
    this.#size = 0;
  }

  #add(table: TableName, id: string, change: RowChange): void {
    if (change.kind === 'delete') this.delete(table, id);
    else if (change.kind === 'update') this.update(table, id, change.columns);
    else {
      if (change.replaces) this.delete(table, id);
      this.insert(table, id, change.columns);
    }
  }

  #of(table: TableName): TableChanges {
    const known = this.#tables.get(table);
    if (known !== undefined) return known;
    const created: TableChanges = new Map();
    this.#tables.set(table, created);
    return created;
  }

  #set(table: TableName, id: string, change: RowChange): void {
    this.#of(table).set(id, change);
    this.#size += 1;
  }
}

/** The error of a change to a row that does not exist. */
export function absentRow(table: TableName, id: string): Error {
  return new Error(`No row in ${table} with id ${id}`);
}

function existing(table: TableName, id: string): Error {
  return new Error(`There is already a row in ${table} with id ${id}`);
}

function byId([one]: readonly [string, unknown], [other]: readonly [string, unknown]): number {
  return compare(one, other);
}

function compare(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
