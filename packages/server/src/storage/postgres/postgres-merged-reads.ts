import type { TableName } from '@firsthandapi/engine';
import { encodeField } from '../sql/column.ts';
import type { CallerRows, MergedReads, SqlRow, SqlValue } from '../sql/session.ts';
import { statementsOf } from '../sql/table-statements.ts';
import { BatchedLookup } from './batched-lookup.ts';
import type { StatementResult, StatementValue } from './connection-pool.ts';

/** The tables of a caller, with their aliases in the statement. */
const PARTS = { secret: 'key_secrets', key: 'api_keys', organization: 'organizations' } as const;

type Part = keyof typeof PARTS;

const CALLERS = `SELECT ${(Object.keys(PARTS) as Part[]).flatMap(columnsOf).join(', ')}
  FROM key_secrets AS secret
  LEFT JOIN api_keys AS key ON key.id = secret.key_id
  LEFT JOIN organizations AS organization ON organization.id = key.organization_id
  WHERE secret.id = ANY (?)`;

/** Executes statements: a pool, or a transaction. */
interface Executor {
  execute(statement: string, values: readonly StatementValue[]): Promise<StatementResult>;
}

/** Reads rows and callers, merging concurrent reads into one statement. */
export class PostgresMergedReads implements MergedReads {
  readonly #executor: Executor;
  readonly #rows = new Map<TableName, BatchedLookup<SqlRow>>();
  readonly #callers: BatchedLookup<CallerRows>;

  constructor(executor: Executor) {
    this.#executor = executor;
    this.#callers = new BatchedLookup((ids) => this.#loadCallers(ids));
  }

  row(table: TableName, id: string): Promise<SqlRow | undefined> {
    const lookup = this.#rows.get(table) ?? new BatchedLookup((ids) => this.#loadRows(table, ids));
    this.#rows.set(table, lookup);
    return lookup.find(String(encodeField('text', id)));
  }

  async caller(secretIds: readonly string[]): Promise<CallerRows | undefined> {
    const holders = await Promise.all(secretIds.map((id) => this.#callers.find(id)));
    return holders.find((holder) => holder !== undefined);
  }

  async #loadRows(table: TableName, ids: readonly string[]): Promise<ReadonlyMap<string, SqlRow>> {
    const statement = `${statementsOf(table).select} WHERE "id" = ANY (?)`;
    const { rows } = await this.#executor.execute(statement, [ids]);
    return new Map(rows.map((row) => [String(row.id), row]));
  }

  async #loadCallers(ids: readonly string[]): Promise<ReadonlyMap<string, CallerRows>> {
    const { rows } = await this.#executor.execute(CALLERS, [ids]);
    return new Map(
      rows.map((row) => {
        const secret = partOf(row, 'secret') ?? {};
        return [
          String(secret.id),
          { secret, key: partOf(row, 'key'), organization: partOf(row, 'organization') },
        ];
      }),
    );
  }
}

function columnsOf(part: Part): string[] {
  return storedColumns(part).map((column) => `${part}."${column}" AS "${part} ${column}"`);
}

function partOf(row: SqlRow, part: Part): SqlRow | undefined {
  if (row[`${part} id`] === null) return undefined;
  const entries = storedColumns(part).map((column) => [column, row[`${part} ${column}`] ?? null]);
  return Object.fromEntries(entries) as Record<string, SqlValue>;
}

function storedColumns(part: Part): readonly string[] {
  const { fields, sealedColumns } = statementsOf(PARTS[part]);
  return [...fields, ...sealedColumns];
}
