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
import type { KnownCallers } from './committed-rows.ts';
import type { MergedReads, Session } from './session.ts';
import { SqlSummaries } from './sql-summaries.ts';
import { SqlTable, type SqlTableOptions } from './sql-table.ts';

/** The queues over one session, of which most requests use none, and what is known of callers. */
export interface Queues {
  readonly tasks: TaskQueue;
  readonly outbox: () => Outbox;
  readonly feed: () => EventFeed;
  /** Called with each caller that is found, and the version of its rows. */
  readonly onCaller?: (holder: KeyHolder, version: string) => void;
  /** Callers as committed when the session began. Default: none are known. */
  readonly callers?: KnownCallers | undefined;
}

/** Every table over one session, each created on first access. */
class SqlTables {
  readonly tasks: TaskQueue;
  readonly #session: Session;
  readonly #queues: Queues;
  readonly #optionsOf: (name: TableName) => SqlTableOptions;
  readonly #tables = new Map<TableName, unknown>();
  #outbox: Outbox | undefined;
  #feed: EventFeed | undefined;
  #summaries: Summaries | undefined;
  #callers: Callers | undefined;

  constructor(session: Session, queues: Queues, optionsOf: (name: TableName) => SqlTableOptions) {
    this.#session = session;
    this.tasks = queues.tasks;
    this.#queues = queues;
    this.#optionsOf = optionsOf;
  }

  get outbox(): Outbox {
    this.#outbox ??= this.#queues.outbox();
    return this.#outbox;
  }

  get feed(): EventFeed {
    this.#feed ??= this.#queues.feed();
    return this.#feed;
  }

  get summaries(): Summaries {
    const beforeUsage = this.#optionsOf('usage_records').beforeRead;
    this.#summaries ??= new SqlSummaries(this.#session, beforeUsage);
    return this.#summaries;
  }

  get callers(): Callers {
    const { merged } = this.#session;
    const { callers: known } = this.#queues;
    this.#callers ??=
      merged === undefined
        ? notedIn(known, new TableCallers(this as unknown as Tables))
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
    if (key !== undefined && organization !== undefined) this.#queues.onCaller?.(holder, version);
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

/** Finds callers row by row, and notes those that it finds. */
function notedIn(known: KnownCallers | undefined, callers: Callers): Callers {
  if (known === undefined) return callers;
  return {
    async find(secretIds) {
      const holder = await callers.find(secretIds);
      if (holder !== undefined) known.note(holder);
      return holder;
    },
  };
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
