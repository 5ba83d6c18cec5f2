import type { TableName } from '@firsthandapi/engine';
import type { CallerCheck } from '../../requests/remembered-callers.ts';
import { encodeField } from '../../sql/column.ts';
import type { CallerRows, MergedReads, SqlRow, SqlValue } from '../../sql/session.ts';
import { statementsOf } from '../../sql/table-statements.ts';
import { BatchedLookup } from './batched-lookup.ts';
import {
  type CheckingStatement,
  checkedResult,
  checkingQuery,
  NOTHING,
  VERSION,
} from './caller-checks.ts';
import type { Executor } from './executor.ts';

/** The tables of a caller, with their aliases in the statement. */
const PARTS = { secret: 'key_secrets', key: 'api_keys', organization: 'organizations' } as const;

type Part = keyof typeof PARTS;

const CALLERS = `SELECT ${(Object.keys(PARTS) as Part[]).flatMap(columnsOf).join(', ')},
    ${VERSION} AS version
  FROM key_secrets AS secret
  LEFT JOIN api_keys AS key ON key.id = secret.key_id
  LEFT JOIN organizations AS organization ON organization.id = key.organization_id
  WHERE secret.id = ANY (?)`;

/** One of the lookups that share a statement: a row by its id, or a check of a caller. */
type Lookup = { readonly id: string } | { readonly caller: CallerCheck };

/** Reads rows and callers, merging concurrent reads into one statement. */
export class PostgresMergedReads implements MergedReads {
  readonly #executor: Executor;
  readonly #rows = new Map<TableName, BatchedLookup<Lookup, SqlRow | boolean>>();
  readonly #callers: BatchedLookup<string, CallerRows>;
  readonly #checks: BatchedLookup<CallerCheck, boolean>;

  constructor(executor: Executor) {
    this.#executor = executor;
    this.#callers = new BatchedLookup((ids) => this.#loadCallers(ids));
    this.#checks = new BatchedLookup((checks) => this.#check(checks));
  }

  /** @param caller Settled by the same statement. */
  async row(table: TableName, id: string, caller?: CallerCheck): Promise<SqlRow | undefined> {
    const lookup =
      this.#rows.get(table) ??
      new BatchedLookup<Lookup, SqlRow | boolean>((lookups) => this.#loadRows(table, lookups));
    this.#rows.set(table, lookup);
    const stored = String(encodeField('text', id));
    const found = lookup.find(`row ${stored}`, { id: stored });
    if (caller !== undefined && !caller.isConfirmed) {
      // Handled below, unless the check fails first.
      found.catch(() => {});
      caller.settle((await lookup.find(keyOf(caller), { caller })) === true);
    }
    return (await found) as SqlRow | undefined;
  }

  /** Throws a `StaleCallerError` when the caller is not as it is remembered. */
  async confirm(caller: CallerCheck): Promise<void> {
    if (!caller.isConfirmed) {
      caller.settle((await this.#checks.find(keyOf(caller), caller)) === true);
    }
  }

  async caller(secretIds: readonly string[]): Promise<CallerRows | undefined> {
    const holders = await Promise.all(secretIds.map((id) => this.#callers.find(id, id)));
    return holders.find((holder) => holder !== undefined);
  }

  async #loadRows(
    table: TableName,
    lookups: readonly Lookup[],
  ): Promise<ReadonlyMap<string, SqlRow | boolean>> {
    const ids: string[] = [];
    const callers: CallerCheck[] = [];
    for (const lookup of lookups) {
      if ('id' in lookup) ids.push(lookup.id);
      else callers.push(lookup.caller);
    }
    const query = {
      statement: `${statementsOf(table).select} WHERE "id" = ANY (?)`,
      values: [ids],
    };
    const { rows, current } = await this.#execute(query, callers);
    const found = new Map<string, SqlRow | boolean>(current);
    for (const row of rows) found.set(`row ${row.id}`, row);
    return found;
  }

  async #check(callers: readonly CallerCheck[]): Promise<ReadonlyMap<string, boolean>> {
    return (await this.#execute(NOTHING, callers)).current;
  }

  /** Executes a query, and returns which of the callers are as they are remembered. */
  async #execute(query: CheckingStatement, callers: readonly CallerCheck[]) {
    const isPlain = callers.length === 0;
    const { statement, values } = isPlain ? query : checkingQuery(callers, query);
    const result = await this.#executor.execute(statement, values);
    if (isPlain) return { rows: result.rows, current: new Map<string, boolean>() };
    const { rows, stale } = checkedResult(result);
    const current = callers.map((caller) => [keyOf(caller), !stale.has(caller.secretId)] as const);
    return { rows, current: new Map(current) };
  }

  async #loadCallers(ids: readonly string[]): Promise<ReadonlyMap<string, CallerRows>> {
    const { rows } = await this.#executor.execute(CALLERS, [ids]);
    return new Map(
      rows.map((row) => {
        const secret = partOf(row, 'secret') ?? {};
        return [
          String(secret.id),
          {
            secret,
            key: partOf(row, 'key'),
            organization: partOf(row, 'organization'),
            version: String(row.version),
          },
        ];
      }),
    );
  }
}

/** Requests of one caller share its check. */
function keyOf({ secretId, version }: CallerCheck): string {
  return `caller ${secretId} ${version}`;
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
