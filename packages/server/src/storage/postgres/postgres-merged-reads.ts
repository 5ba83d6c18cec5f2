import type { KeyHolder, TableName } from '@firsthandapi/engine';
import { encodeField } from '../sql/column.ts';
import type { RowOf } from '../sql/schema.ts';
import type { MergedReads, SqlRow } from '../sql/session.ts';
import { decodeRow, statementsOf } from '../sql/table-statements.ts';
import { BatchedLookup } from './batched-lookup.ts';
import type { ConnectionPool } from './connection-pool.ts';

/** The tables of a caller, with their aliases in the statement. */
const PARTS = { secret: 'key_secrets', key: 'api_keys', organization: 'organizations' } as const;

type Part = keyof typeof PARTS;

const CALLERS = `SELECT ${(Object.keys(PARTS) as Part[]).flatMap(columnsOf).join(', ')}
  FROM key_secrets AS secret
  LEFT JOIN api_keys AS key ON key.id = secret.key_id
  LEFT JOIN organizations AS organization ON organization.id = key.organization_id
  WHERE secret.id = ANY (?)`;

/** Reads rows and callers, each with those that other requests ask for at the same time, in one statement. */
export class PostgresMergedReads implements MergedReads {
  readonly #pool: ConnectionPool;
  readonly #rows = new Map<TableName, BatchedLookup<SqlRow>>();
  readonly #callers: BatchedLookup<KeyHolder>;

  constructor(pool: ConnectionPool) {
    this.#pool = pool;
    this.#callers = new BatchedLookup((ids) => this.#loadCallers(ids));
  }

  row(table: TableName, id: string): Promise<SqlRow | undefined> {
    const lookup = this.#rows.get(table) ?? new BatchedLookup((ids) => this.#loadRows(table, ids));
    this.#rows.set(table, lookup);
    return lookup.find(String(encodeField('text', id)));
  }

  async caller(secretIds: readonly string[]): Promise<KeyHolder | undefined> {
    const holders = await Promise.all(secretIds.map((id) => this.#callers.find(id)));
    return holders.find((holder) => holder !== undefined);
  }

  async #loadRows(table: TableName, ids: readonly string[]): Promise<ReadonlyMap<string, SqlRow>> {
    const statement = `${statementsOf(table).select} WHERE "id" = ANY (?)`;
    const { rows } = await this.#pool.execute(statement, [ids]);
    return new Map(rows.map((row) => [String(row.id), row]));
  }

  async #loadCallers(ids: readonly string[]): Promise<ReadonlyMap<string, KeyHolder>> {
    const { rows } = await this.#pool.execute(CALLERS, [ids]);
    return new Map(
      rows.map((row) => {
        const secret = partOf(row, 'secret') as RowOf<'key_secrets'>;
        return [
          secret.id,
          { secret, key: partOf(row, 'key'), organization: partOf(row, 'organization') },
        ];
      }),
    );
  }
}

function columnsOf(part: Part): string[] {
  const { fields } = statementsOf(PARTS[part]);
  return fields.map((field) => `${part}."${field}" AS "${part} ${field}"`);
}

function partOf<P extends Part>(row: SqlRow, part: P): RowOf<(typeof PARTS)[P]> | undefined {
  const prefix = `${part} `;
  if (row[`${prefix}id`] === null) return undefined;
  return decodeRow(statementsOf(PARTS[part]), row, prefix) as unknown as RowOf<(typeof PARTS)[P]>;
}
