import type { ListQuery, TableName } from '@firsthandapi/engine';
import { KnownRows } from './known-rows.ts';
import type { OwnerRows } from './owner-rows.ts';
import { absentRow, RowChanges } from './row-changes.ts';
import type { PageStatement, SharedRows } from './shared-rows.ts';
import type { AnyRow, SqlRow, StoredColumns } from './stored-values.ts';

/** The piece of work whose rows they are. */
export interface RowHost {
  /** Resolves when everything before the piece has ended, with what it may read and change from then on. */
  turn(): Promise<void>;
  /** Reads without what is not sent yet. */
  read(page: PageStatement): Promise<readonly SqlRow[]>;
  /** Sends everything that is not sent yet. */
  send(): Promise<void>;
}

/** More changes than this are sent before the piece ends. */
const MOST_UNSENT = 256;

/** The rows as one piece sees them: what the pieces before it left, and its own changes, which end with it if it fails. */
export class PieceRows implements SharedRows {
  readonly #owner: OwnerRows;
  readonly #host: RowHost;
  readonly #known = new KnownRows();
  /** Not sent yet. */
  readonly changes = new RowChanges();

  constructor(owner: OwnerRows, host: RowHost) {
    this.#owner = owner;
    this.#host = host;
  }

  /** Begins to read before its turn, so that the first reads of all pieces are one statement. */
  async get(
    table: TableName,
    id: string,
    decode: (row: SqlRow) => Promise<AnyRow>,
  ): Promise<AnyRow | undefined> {
    const { find, version } = this.#owner;
    const early = this.#knows(table, id) ? undefined : find(table, id);
    // Handled here because it is awaited only after the turn.
    early?.catch(() => {});
    await this.#host.turn();
    if (this.#knows(table, id)) return this.#current(table, id);
    const isValid = early !== undefined && version === this.#owner.version;
    const found = await (isValid ? early : find(table, id));
    const row = found === undefined ? undefined : await decode(found);
    this.#known.noteRead(table, id, row);
    return this.#current(table, id);
  }

  async list(
    table: TableName,
    query: ListQuery<never> | undefined,
    page: PageStatement,
    decode: (rows: readonly SqlRow[]) => Promise<readonly AnyRow[]>,
  ): Promise<readonly AnyRow[]> {
    await this.#host.turn();
    if (query !== undefined) {
      const found = await this.#page(table, page, decode);
      const patched = this.#owner.known.patched(table, query, found);
      const result = patched && this.#known.patched(table, query, patched);
      if (result !== undefined) return result;
    }
    await this.#host.send();
    return decode(await this.#host.read(page));
  }

  async known(table: TableName, id: string): Promise<AnyRow | undefined> {
    await this.#host.turn();
    return this.#current(table, id);
  }

  async insert(table: TableName, row: AnyRow, columns: StoredColumns): Promise<void> {
    await this.#host.turn();
    if (this.#current(table, row.id) !== undefined) {
      throw new Error(`There is already a row in ${table} with id ${row.id}`);
    }
    this.changes.insert(table, row.id, columns);
    await this.#noteChange(table, row.id, row);
  }

  async update(table: TableName, row: AnyRow, columns: StoredColumns): Promise<void> {
    await this.#host.turn();
    if (this.#knows(table, row.id) && this.#current(table, row.id) === undefined) {
      throw absentRow(table, row.id);
    }
    this.changes.update(table, row.id, columns);
    await this.#noteChange(table, row.id, row);
  }

  async delete(table: TableName, id: string): Promise<void> {
    await this.#host.turn();
    this.changes.delete(table, id);
    await this.#noteChange(table, id, undefined);
  }

  async schedule(columns: StoredColumns): Promise<void> {
    await this.#host.turn();
    this.changes.schedule(columns);
  }

  /** Called when a statement of the piece changes rows by itself, and when it is undone, after everything was sent. */
  forget(): void {
    this.#known.clear();
    this.#owner.forget();
  }

  /** Leaves what it knows, and what it has not sent, to the pieces after it. */
  keep(): void {
    this.#owner.changes.add(this.changes);
    this.#owner.known.add(this.#known);
  }

  async #page(
    table: TableName,
    page: PageStatement,
    decode: (rows: readonly SqlRow[]) => Promise<readonly AnyRow[]>,
  ): Promise<readonly AnyRow[]> {
    const key = page.statement + JSON.stringify(page.values);
    const known = this.#known.page(table, key) ?? this.#owner.known.page(table, key);
    if (known !== undefined) return known;
    const rows = await decode(await this.#host.read(page));
    this.#known.notePage(table, key, rows);
    for (const row of rows) {
      if (!this.#knows(table, row.id)) this.#known.noteRead(table, row.id, row);
    }
    return rows;
  }

  async #noteChange(table: TableName, id: string, row: AnyRow | undefined): Promise<void> {
    this.#known.noteChange(table, id, row);
    if (this.changes.size > MOST_UNSENT) await this.#host.send();
  }

  #knows(table: TableName, id: string): boolean {
    return this.#known.has(table, id) || this.#owner.known.has(table, id);
  }

  #current(table: TableName, id: string): AnyRow | undefined {
    return this.#known.has(table, id)
      ? this.#known.get(table, id)
      : this.#owner.known.get(table, id);
  }
}
