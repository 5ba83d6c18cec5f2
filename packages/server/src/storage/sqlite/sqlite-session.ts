import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Session, SqlRow, SqlValue } from '../sql/session.ts';
import type { ReadThread } from './read-thread.ts';

type Bindable = string | number | null;

/** A session over one SQLite connection, with a cache of prepared statements. */
export class SqliteSession implements Session {
  readonly #connection: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();
  readonly #thread: ReadThread | undefined;

  /** @param thread Runs scans. Default: this thread, as in a transaction, whose writes no other connection sees. */
  constructor(connection: DatabaseSync, thread?: ReadThread) {
    this.#connection = connection;
    this.#thread = thread;
  }

  async all(statement: string, values: readonly SqlValue[]): Promise<readonly SqlRow[]> {
    return this.#prepare(statement).all(...values.map(bindable)) as unknown as SqlRow[];
  }

  scan(statement: string, values: readonly SqlValue[]): Promise<readonly SqlRow[]> {
    return this.#thread?.all(statement, values) ?? this.all(statement, values);
  }

  async run(statement: string, values: readonly SqlValue[]): Promise<number> {
    return this.runNow(statement, values);
  }

  async write(statement: string, values: readonly SqlValue[], absent?: () => Error): Promise<void> {
    const changed = this.runNow(statement, values);
    if (changed === 0 && absent !== undefined) throw absent();
  }

  runNow(statement: string, values: readonly SqlValue[] = []): number {
    return Number(this.#prepare(statement).run(...values.map(bindable)).changes);
  }

  #prepare(statement: string): StatementSync {
    const cached = this.#statements.get(statement);
    if (cached !== undefined) return cached;
    const prepared = this.#connection.prepare(statement);
    this.#statements.set(statement, prepared);
    return prepared;
  }
}

function bindable(value: SqlValue): Bindable {
  return typeof value === 'boolean' ? Number(value) : value;
}
