import {
  type Callers,
  type EventFeed,
  type KeyHolder,
  type Outbox,
  type Summaries,
  TableCallers,
  type TableName,
  type Tables,
  type TaskQueue,
  tableNames,
} from '@firsthandapi/engine';
import type { MergedReads, Session } from './session.ts';
import { SqlSummaries } from './sql-summaries.ts';
import { SqlTable, type SqlTableOptions } from './sql-table.ts';

/** The queues over one session. */
interface Queues extends Pick<Tables, 'tasks' | 'outbox' | 'feed'> {
  /** Called with each caller that is found, and the version of its rows. */
  readonly onCaller?: (holder: KeyHolder, version: string) => void;
}

/** Every table over one session, each created on first access. */
class SqlTables {
  readonly tasks: TaskQueue;
  readonly outbox: Outbox;
  readonly feed: EventFeed;
  readonly #session: Session;
  readonly #onCaller: Queues['onCaller'];
  readonly #optionsOf: (name: TableName) => SqlTableOptions;
  readonly #tables = new Map<TableName, unknown>();
  #summaries: Summaries | undefined;
  #callers: Callers | undefined;

  constructor(
    session: Session,
    { tasks, outbox, feed, onCaller }: Queues,
    optionsOf: (name: TableName) => SqlTableOptions,
  ) {
    this.#session = session;
    this.tasks = tasks;
    this.outbox = outbox;
    this.feed = feed;
    this.#onCaller = onCaller;
    this.#optionsOf = optionsOf;
  }

  get summaries(): Summaries {
    const beforeUsage = this.#optionsOf('usage_records').beforeRead;
    this.#summaries ??= new SqlSummaries(this.#session, beforeUsage);
    return this.#summaries;
  }

  get callers(): Callers {
    const { merged } = this.#session;
    this.#callers ??=
      merged === undefined
        ? new TableCallers(this as unknown as Tables)
        : { find: (secretIds) => this.#findCaller(merged, secretIds) };
    return this.#callers;
  }

  async #findCaller(
    merged: MergedReads,
    secretIds: readonly string[],
  ): Promise<KeyHolder | undefined> {
    const rows = await merged.caller(secretIds);
    if (rows === undefined) return undefined;
    const { secret, key, organization, version } = rows;
    const holder = {
      secret: await this.table('key_secrets').decode(secret),
      key: key && (await this.table('api_keys').decode(key)),
      organization: organization && (await this.table('organizations').decode(organization)),
    };
    if (key !== undefined && organization !== undefined) this.#onCaller?.(holder, version);
    return holder;
  }

  table<Name extends TableName>(name: Name): SqlTable<Name> {
    const existing = this.#tables.get(name);
    if (existing !== undefined) return existing as SqlTable<Name>;
    const created = new SqlTable(name, this.#session, this.#optionsOf(name));
    this.#tables.set(name, created);
    return created;
  }
}

for (const name of tableNames) {
  Object.defineProperty(SqlTables.prototype, name, {
    get(this: SqlTables) {
      return this.table(name);
    },
  });
}

export function createTables(
  session: Session,
  queues: Queues,
  optionsOf: (name: TableName) => SqlTableOptions,
): Tables {
  return new SqlTables(session, queues, optionsOf) as unknown as Tables;
}
