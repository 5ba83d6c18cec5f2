import type { Session, SqlRow, SqlValue } from '../sql/session.ts';
import type { ConnectionPool, StatementResult } from './connection-pool.ts';

/** Executes statements: a pool, where they are independent, or one connection, where they run in order. */
type Executor = {
  execute(statement: string, values: readonly SqlValue[]): Promise<StatementResult>;
};

export class PostgresSession implements Session {
  readonly #executor: Executor;

  constructor(executor: Executor) {
    this.#executor = executor;
  }

  async all(statement: string, values: readonly SqlValue[]): Promise<readonly SqlRow[]> {
    return (await this.#executor.execute(statement, values)).rows;
  }

  scan(statement: string, values: readonly SqlValue[]): Promise<readonly SqlRow[]> {
    return this.all(statement, values);
  }

  async run(statement: string, values: readonly SqlValue[]): Promise<number> {
    return (await this.#executor.execute(statement, values)).count;
  }

  async write(statement: string, values: readonly SqlValue[], absent?: () => Error): Promise<void> {
    if ((await this.run(statement, values)) === 0 && absent !== undefined) throw absent();
  }
}

/** Runs each read on one snapshot. */
export class SnapshotReads {
  readonly #pool: ConnectionPool;
  readonly #ending = new Set<Promise<void>>();

  constructor(pool: ConnectionPool) {
    this.#pool = pool;
  }

  /** Costs no extra round trips: BEGIN is pipelined with the first statement, and COMMIT is not awaited. */
  async run<T>(work: (session: Session) => Promise<T>): Promise<T> {
    const connection = await this.#pool.acquire();
    const begun = connection.command('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    // Handled here because it is awaited only after `work`. If it fails, the next statement fails too.
    begun.catch(() => {});
    try {
      return await work(new PostgresSession(connection));
    } finally {
      const ended = Promise.allSettled([begun, connection.command('COMMIT')]).then(() => {
        connection.release();
        this.#ending.delete(ended);
      });
      this.#ending.add(ended);
    }
  }

  /** Resolves when every connection is back in the pool. */
  async idle(): Promise<void> {
    await Promise.all(this.#ending);
  }
}
