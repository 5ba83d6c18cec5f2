import type { ListQuery, RowFilter, Table, TableName } from '@firsthandapi/engine';
import { type ColumnKind, encodeField } from './column.ts';
import { isIndexedList } from './indexed-lists.ts';
import { filterClauses, pageClauses } from './list-statement.ts';
import type { RowOf } from './schema.ts';
import type { Session, SqlRow, SqlValue } from './session.ts';
import { type AnyRow, decodeRow, statementsOf, type TableStatements } from './table-statements.ts';

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
}

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
    if (this.#rows?.has(id)) return this.#rows.get(id) as RowOf<Name> | undefined;
    const found = await this.#find(id);
    if (found !== undefined) return this.#read(found) as unknown as RowOf<Name>;
    this.#rows?.set(id, undefined);
    return undefined;
  }

  async list(query: ListQuery<RowOf<Name>>): Promise<readonly RowOf<Name>[]> {
    const { text, values } = pageClauses(this.#statements.columns, query as ListQuery<never>);
    const { pages } = this.#options;
    const cacheKey = pages === undefined ? '' : text + JSON.stringify(values);
    const cached = pages?.get(cacheKey);
    if (cached !== undefined) return cached as unknown as readonly RowOf<Name>[];
    const statement = this.#statements.select + text;
    const isTransaction = this.#rows !== undefined && pages === undefined;
    if (!isTransaction && !isIndexedList(this.#name, query as ListQuery<never>)) {
      await this.#options.beforeRead?.();
      // Not cached: a commit may come in the meantime.
      const scanned = await this.#session.scan(statement, values);
      return scanned.map((row) => decodeRow(this.#statements, row)) as unknown as RowOf<Name>[];
    }
    const found = await this.#all(statement, values);
    const rows = found.map((row) => this.#read(row));
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
    const { fields, insert } = this.#statements;
    await this.#session.write(
      insert,
      fields.map((field) => this.#encode(field, row)),
    );
    this.#rows?.set(row.id, row);
    this.#options.onWrite?.(row.id, true);
    this.#options.onInsert?.(row);
  }

  async update(record: RowOf<Name>): Promise<void> {
    const row = record as unknown as AnyRow;
    const before = this.#rows?.get(row.id);
    const changed = this.#statements.fields.filter(
      (field) => field !== 'id' && (before === undefined || before[field] !== row[field]),
    );
    this.#rows?.set(row.id, row);
    if (before !== undefined && changed.length === 0) return;
    const assignments = changed.map((field) => `"${field}" = ?`).join(', ');
    const values = changed.map((field) => this.#encode(field, row));
    await this.#session.write(
      `UPDATE "${this.#name}" SET ${assignments} WHERE "id" = ?`,
      [...values, encodeField('text', row.id)],
      () => new Error(`No row in ${this.#name} with id ${row.id}`),
    );
    this.#options.onWrite?.(row.id, false);
  }

  async delete(id: string): Promise<void> {
    await this.#session.write(this.#statements.delete, [encodeField('text', id)]);
    this.#rows?.set(id, undefined);
    this.#options.onWrite?.(id, false);
  }

  async #aggregate(expression: string, query: RowFilter<RowOf<Name>>): Promise<number> {
    const { text, values } = filterClauses(this.#statements.columns, query as ListQuery<never>);
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

  #encode(field: string, row: AnyRow): SqlValue {
    return encodeField(this.#statements.columns[field] as ColumnKind, row[field]);
  }

  #read(row: SqlRow): AnyRow {
    const decoded = decodeRow(this.#statements, row);
    this.#rows?.set(decoded.id, decoded);
    return decoded;
  }
}
