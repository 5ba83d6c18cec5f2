import type { ListQuery, RowFilter, Table, TableName } from '@firsthandapi/engine';
import { absentRow } from '../rows/row-changes.ts';
import type { StoredColumns } from '../rows/stored-values.ts';
import type { RowSealer, SealedColumns } from '../sealing/row-sealer.ts';
import { isFoundByEmail } from '../sealing/sealed-fields.ts';
import { type ColumnKind, encodeField } from './column.ts';
import { isIndexedList } from './indexed-lists.ts';
import { filterClauses, pageClauses } from './list-statement.ts';
import type { RowOf } from './schema.ts';
import type { Session, SqlRow, SqlValue } from './session.ts';
import {
  type AnyRow,
  decodeRow,
  EMAIL_INDEX,
  statementsOf,
  type TableStatements,
  updateStatement,
} from './table-statements.ts';

export interface SqlTableOptions {
  /**
   * Caches rows by id, absent ones included. Requires that no other session changes them in the meantime. With it, an
   * update writes only the fields that changed. Default: no cache.
   */
  readonly rows?: Map<string, AnyRow | undefined> | undefined;
  /** Caches pages by query. Requires that nothing in the table changes in the meantime. Default: no cache. */
  readonly pages?: Map<string, readonly AnyRow[]> | undefined;
  /** Called before every statement that reads. */
  readonly beforeRead?: (() => Promise<void>) | undefined;
  readonly onWrite?: (id: string, isNew: boolean) => void;
  readonly onInsert?: (row: AnyRow) => void;
  /** Default: rows are stored readable, and sealed ones cannot be read. */
  readonly sealer?: RowSealer | undefined;
}

/** What stored rows were decoded to: reads that are merged share their rows, and so their records. */
const decodedRows = new WeakMap<SqlRow, AnyRow>();

/** One table over a session, with optional caches. */
export class SqlTable<Name extends TableName> implements Table<RowOf<Name>> {
  readonly #name: Name;
  readonly #session: Session;
  readonly #statements: TableStatements;
  readonly #rows: SqlTableOptions['rows'];
  readonly #options: SqlTableOptions;

  constructor(name: Name, session: Session, options: SqlTableOptions) {
    this.#name = name;
    this.#session = session;
    this.#statements = statementsOf(name);
    this.#rows = options.rows;
    this.#options = options;
  }

  async get(id: string): Promise<RowOf<Name> | undefined> {
    const { shared } = this.#session;
    if (shared !== undefined) {
      const decode = async (found: SqlRow) => (await this.decode(found)) as unknown as AnyRow;
      return (await shared.get(this.#name, id, decode)) as unknown as RowOf<Name> | undefined;
    }
    if (this.#rows?.has(id)) return this.#rows.get(id) as RowOf<Name> | undefined;
    const found = await this.#find(id);
    if (found !== undefined) {
      const [row] = await this.#readAll([found]);
      return row as unknown as RowOf<Name>;
    }
    this.#rows?.set(id, undefined);
    return undefined;
  }

  async list(query: ListQuery<RowOf<Name>>): Promise<readonly RowOf<Name>[]> {
    const indexed = this.#indexed(query);
    const { text, values } = pageClauses(this.#searchable, indexed);
    const { shared } = this.#session;
    if (shared !== undefined) {
      const page = { statement: this.#statements.select + text, values };
      // Rows have no index of their sealed fields, which only the database can compare.
      const comparable = (indexed as unknown) === query ? indexed : undefined;
      const found = await shared.list(this.#name, comparable, page, (rows) =>
        this.#decodeAll(rows),
      );
      return found as unknown as readonly RowOf<Name>[];
    }
    const { pages } = this.#options;
    const cacheKey = pages === undefined ? '' : text + JSON.stringify(values);
    const cached = pages?.get(cacheKey);
    if (cached !== undefined) return cached as unknown as readonly RowOf<Name>[];
    const statement = this.#statements.select + text;
    const isTransaction = this.#rows !== undefined && pages === undefined;
    if (!isTransaction && !isIndexedList(this.#name, query as ListQuery<never>)) {
      await this.#options.beforeRead?.();
      // Not cached: a commit may come in the meantime.
      const scanned = await this.#decodeAll(await this.#session.scan(statement, values));
      return scanned as unknown as RowOf<Name>[];
    }
    const found = await this.#all(statement, values);
    const rows = await this.#readAll(found);
    pages?.set(cacheKey, rows);
    return rows as unknown as readonly RowOf<Name>[];
  }

  count(query: RowFilter<RowOf<Name>>): Promise<number> {
    return this.#aggregate('count(*)', query);
  }

  sum(field: keyof RowOf<Name> & string, query: RowFilter<RowOf<Name>>): Promise<number> {
    if (this.#statements.columns[field] !== 'integer') {
      throw new Error(`Cannot sum '${field}': not an integer column`);
    }
    return this.#aggregate(`sum("${field}")`, query);
  }

  async insert(record: RowOf<Name>): Promise<void> {
    const row = record as unknown as AnyRow;
    const { fields, sealedColumns, insert } = this.#statements;
    const sealed = await this.#seal(row);
    const values = [
      ...fields.map((field) => this.#encode(field, row, sealed)),
      ...sealedColumns.map((column) => sealedValue(sealed, column)),
    ];
    const { shared } = this.#session;
    if (shared === undefined) await this.#session.write(insert, values);
    else await shared.insert(this.#name, row, columnsOf([...fields, ...sealedColumns], values));
    this.#rows?.set(row.id, row);
    this.#options.onWrite?.(row.id, true);
    this.#options.onInsert?.(row);
  }

  async update(record: RowOf<Name>): Promise<void> {
    const row = record as unknown as AnyRow;
    const { fields, standIns, sealedColumns } = this.#statements;
    const { shared } = this.#session;
    const before =
      shared === undefined ? this.#rows?.get(row.id) : await shared.known(this.#name, row.id);
    const hasChanged = (field: string) => before === undefined || before[field] !== row[field];
    // The sealed fields are written together. An erased organization no longer has any.
    const isSealedAnew = [...Object.keys(standIns), 'erased_at'].some(hasChanged);
    const sealed = isSealedAnew ? await this.#seal(row) : undefined;
    const changed = fields.filter((field) =>
      Object.hasOwn(standIns, field) ? isSealedAnew : field !== 'id' && hasChanged(field),
    );
    this.#rows?.set(row.id, row);
    if (before !== undefined && changed.length === 0) return;
    const columns = isSealedAnew ? [...changed, ...sealedColumns] : changed;
    const encoded = changed.map((field) => this.#encode(field, row, sealed));
    const seals = isSealedAnew ? sealedColumns.map((column) => sealedValue(sealed, column)) : [];
    const values = [...encoded, ...seals];
    if (shared === undefined) {
      await this.#session.write(
        updateStatement(this.#name, columns),
        [...values, encodeField('text', row.id)],
        () => absentRow(this.#name, row.id),
      );
    } else await shared.update(this.#name, row, columnsOf(columns, values));
    this.#options.onWrite?.(row.id, false);
  }

  async delete(id: string): Promise<void> {
    const { shared } = this.#session;
    if (shared !== undefined) {
      await shared.delete(this.#name, id);
      this.#options.onWrite?.(id, false);
      return;
    }
    const { markRemoval } = this.#statements;
    if (markRemoval !== undefined)
      await this.#session.write(markRemoval, [encodeField('text', id)]);
    await this.#session.write(this.#statements.delete, [encodeField('text', id)]);
    this.#rows?.set(id, undefined);
    this.#options.onWrite?.(id, false);
  }

  async #aggregate(expression: string, query: RowFilter<RowOf<Name>>): Promise<number> {
    const { text, values } = filterClauses(this.#searchable, this.#indexed(query));
    const statement = `SELECT ${expression} AS "result" FROM "${this.#name}"${text}`;
    const [row] = await this.#all(statement, values);
    return Number(row?.result ?? 0);
  }

  async #find(id: string): Promise<SqlRow | undefined> {
    const { merged } = this.#session;
    if (merged !== undefined) {
      await this.#options.beforeRead?.();
      return merged.row(this.#name, id);
    }
    const [found] = await this.#all(this.#statements.get, [encodeField('text', id)]);
    return found;
  }

  async #all(statement: string, values: readonly SqlValue[]): Promise<readonly SqlRow[]> {
    await this.#options.beforeRead?.();
    return this.#session.all(statement, values);
  }

  /** Returns the columns of the row's seal, or undefined when nothing of it is sealed. */
  async #seal(row: AnyRow): Promise<SealedColumns | undefined> {
    const { sealer } = this.#options;
    if (sealer === undefined || this.#statements.sealedColumns.length === 0) return undefined;
    const sealed = await sealer.seal(this.#name, row);
    return sealed.sealed === null ? undefined : sealed;
  }

  #encode(field: string, row: AnyRow, sealed: SealedColumns | undefined): SqlValue {
    const { columns, standIns } = this.#statements;
    const isSealed = sealed !== undefined && Object.hasOwn(standIns, field);
    return encodeField(columns[field] as ColumnKind, isSealed ? standIns[field] : row[field]);
  }

  /** Columns that queries may filter by. */
  get #searchable(): Readonly<Record<string, ColumnKind>> {
    const { columns } = this.#statements;
    return isFoundByEmail(this.#name) ? { ...columns, [EMAIL_INDEX]: 'text' } : columns;
  }

  /** Returns the query with the index in place of a sealed e-mail address. Other sealed fields cannot be filtered by. */
  #indexed(
    query: ListQuery<RowOf<Name>> | Omit<ListQuery<RowOf<Name>>, 'limit'>,
  ): ListQuery<never> {
    const { sealer } = this.#options;
    const { standIns } = this.#statements;
    const where = (query.where ?? {}) as Readonly<Record<string, unknown>>;
    const sealedField = Object.keys(where).find((field) => Object.hasOwn(standIns, field));
    if (sealer === undefined || sealedField === undefined) return query as ListQuery<never>;
    const { email, ...others } = where;
    if (sealedField !== 'email' || typeof email !== 'string') {
      throw new Error(`Cannot filter by '${sealedField}': it is sealed`);
    }
    const indexed = { ...others, [EMAIL_INDEX]: sealer.emailIndex(email) };
    return { ...query, where: indexed } as unknown as ListQuery<never>;
  }

  /** Converts a stored row to its record. */
  async decode(row: SqlRow): Promise<RowOf<Name>> {
    const [decoded] = await this.decodeAll([row]);
    return decoded as RowOf<Name>;
  }

  /** Converts stored rows to their records. */
  async decodeAll(found: readonly SqlRow[]): Promise<readonly RowOf<Name>[]> {
    return (await this.#decodeAll(found)) as unknown as readonly RowOf<Name>[];
  }

  async #readAll(found: readonly SqlRow[]): Promise<readonly AnyRow[]> {
    const rows = await this.#decodeAll(found);
    for (const row of rows) this.#rows?.set(row.id, row);
    return rows;
  }

  async #decodeAll(found: readonly SqlRow[]): Promise<readonly AnyRow[]> {
    if (this.#session.merged === undefined) return this.#decodeEach(found);
    const unknown = found.filter((row) => !decodedRows.has(row));
    if (unknown.length > 0) {
      for (const [index, row] of (await this.#decodeEach(unknown)).entries()) {
        decodedRows.set(unknown[index] as SqlRow, row);
      }
    }
    return found.map((row) => decodedRows.get(row) as AnyRow);
  }

  async #decodeEach(found: readonly SqlRow[]): Promise<readonly AnyRow[]> {
    const isSealed = this.#statements.sealedColumns.length > 0;
    if (isSealed) await this.#options.sealer?.prepare(this.#name, found);
    return found.map((row) =>
      decodeRow(this.#statements, row, isSealed ? this.#open(row) : undefined),
    );
  }

  #open(row: SqlRow): Readonly<Record<string, unknown>> | undefined {
    const { sealer } = this.#options;
    if (sealer !== undefined) return sealer.open(this.#name, row);
    if (row.sealed === null) return undefined;
    throw new Error(`Rows of ${this.#name} are sealed; open the store with its keyring`);
  }
}

function columnsOf(names: readonly string[], values: readonly SqlValue[]): StoredColumns {
  const columns: Record<string, SqlValue> = {};
  for (const [place, name] of names.entries()) columns[name] = values[place] ?? null;
  return columns;
}

function sealedValue(sealed: SealedColumns | undefined, column: string): SqlValue {
  return sealed?.[column as keyof SealedColumns] ?? null;
}
