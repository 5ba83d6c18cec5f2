import type { ListQuery, Table, TableName } from '@firsthandapi/engine';
import { type ColumnKind, decodeField, encodeField } from './column.ts';
import { filterClauses, pageClauses } from './list-statement.ts';
import { type RowOf, tableColumns } from './schema.ts';
import type { Session, SqlRow, SqlValue } from './session.ts';

export type AnyRow = { readonly id: string } & Readonly<Record<string, unknown>>;

/** The statements of a table that are the same for every row. */
interface Statements {
  readonly columns: Readonly<Record<string, ColumnKind>>;
  readonly fields: readonly string[];
  readonly select: string;
  readonly get: string;
  readonly insert: string;
  readonly delete: string;
}

export interface SqlTableOptions {
  /**
   * Keeps by id what is read and written, absent rows too: nobody else changes it while the session lasts, and records
   * are values. An update then writes the fields that changed. Default nothing is kept.
   */
  readonly seen?: Map<string, AnyRow | undefined> | undefined;
  /** Keeps the pages that are read, where nothing at all changes while they are kept. Default nothing is kept. */
  readonly pages?: Map<string, readonly AnyRow[]> | undefined;
  /** Runs before anything is read. */
  readonly beforeRead?: (() => Promise<void>) | undefined;
  readonly onWrite?: (id: string, isNew: boolean) => void;
}

const statementsOf = new Map<TableName, Statements>();

/** One table over a session. Inside a transaction it keeps what it has seen. */
export class SqlTable<Name extends TableName> implements Table<RowOf<Name>> {
  readonly #name: Name;
  readonly #session: Session;
  readonly #statements: Statements;
  readonly #seen: SqlTableOptions['seen'];
  readonly #options: SqlTableOptions;

  constructor(name: Name, session: Session, options: SqlTableOptions) {
    this.#name = name;
    this.#session = session;
    this.#statements = statements(name);
    this.#seen = options.seen;
    this.#options = options;
  }

  async get(id: string): Promise<RowOf<Name> | undefined> {
    if (this.#seen?.has(id)) return this.#seen.get(id) as RowOf<Name> | undefined;
    const [found] = await this.#all(this.#statements.get, [encodeField('text', id)]);
    if (found !== undefined) return this.#read(found) as unknown as RowOf<Name>;
    this.#seen?.set(id, undefined);
    return undefined;
  }

  async list(query: ListQuery<RowOf<Name>>): Promise<readonly RowOf<Name>[]> {
    const { text, values } = pageClauses(this.#statements.columns, query as ListQuery<never>);
    const { pages } = this.#options;
    const asked = pages === undefined ? '' : text + JSON.stringify(values);
    const known = pages?.get(asked);
    if (known !== undefined) return known as unknown as readonly RowOf<Name>[];
    const found = await this.#all(this.#statements.select + text, values);
    const rows = found.map((row) => this.#read(row));
    pages?.set(asked, rows);
    return rows as unknown as readonly RowOf<Name>[];
  }

  async count(query: Omit<ListQuery<RowOf<Name>>, 'limit' | 'after' | 'order'>): Promise<number> {
    const { text, values } = filterClauses(this.#statements.columns, query as ListQuery<never>);
    const statement = `SELECT count(*) AS "count" FROM "${this.#name}"${text}`;
    const [row] = await this.#all(statement, values);
    return Number(row?.count ?? 0);
  }

  async insert(record: RowOf<Name>): Promise<void> {
    const row = record as unknown as AnyRow;
    const { fields, insert } = this.#statements;
    await this.#session.write(
      insert,
      fields.map((field) => this.#encode(field, row)),
    );
    this.#seen?.set(row.id, row);
    this.#options.onWrite?.(row.id, true);
  }

  async update(record: RowOf<Name>): Promise<void> {
    const row = record as unknown as AnyRow;
    const before = this.#seen?.get(row.id);
    const changed = this.#statements.fields.filter(
      (field) => field !== 'id' && (before === undefined || before[field] !== row[field]),
    );
    this.#seen?.set(row.id, row);
    if (before !== undefined && changed.length === 0) return;
    const assignments = changed.map((field) => `"${field}" = ?`).join(', ');
    const values = changed.map((field) => this.#encode(field, row));
    await this.#session.write(
      `UPDATE "${this.#name}" SET ${assignments} WHERE "id" = ?`,
      [...values, encodeField('text', row.id)],
      () => new Error(`There is no row of ${this.#name} with id ${row.id}`),
    );
    this.#options.onWrite?.(row.id, false);
  }

  async delete(id: string): Promise<void> {
    await this.#session.write(this.#statements.delete, [encodeField('text', id)]);
    this.#seen?.set(id, undefined);
    this.#options.onWrite?.(id, false);
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
    this.#seen?.set(decoded.id, decoded);
    return decoded;
  }
}

function decodeRow({ columns, fields }: Statements, row: SqlRow): AnyRow {
  const decoded: Record<string, unknown> = {};
  for (const field of fields) {
    decoded[field] = decodeField(columns[field] as ColumnKind, row[field] as SqlValue);
  }
  return decoded as AnyRow;
}

function statements(name: TableName): Statements {
  const known = statementsOf.get(name);
  if (known !== undefined) return known;
  const columns = tableColumns[name] as Readonly<Record<string, ColumnKind>>;
  const fields = Object.keys(columns);
  const list = fields.map((field) => `"${field}"`).join(', ');
  const select = `SELECT ${list} FROM "${name}"`;
  const made: Statements = {
    columns,
    fields,
    select,
    get: `${select} WHERE "id" = ?`,
    insert: `INSERT INTO "${name}" (${list}) VALUES (${fields.map(() => '?').join(', ')})`,
    delete: `DELETE FROM "${name}" WHERE "id" = ?`,
  };
  statementsOf.set(name, made);
  return made;
}
