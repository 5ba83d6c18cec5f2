import type { MergedReads, Session, SqlRow, SqlValue } from '../sql/session.ts';
import type { ConnectionPool, StatementResult } from './connection-pool.ts';
import { PostgresMergedReads } from './postgres-merged-reads.ts';

/** Executes statements: a pool, where they are independent, or one connection, where they run in order. */
type Executor = {
  execute(statement: string, values: readonly SqlValue[]): Promise<StatementResult>;
};

export class PostgresSession implements Session {
  get merged(): MergedReads | undefined {
    return undefined;
  }

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

/** A read that turned out to need more than one statement. */
class NeedsSnapshot extends Error {}

/** Executes one statement, without a transaction. Throws at the second one. */
class SingleStatementSession extends PostgresSession {
  readonly #merged: MergedReads;
  #statements = 0;

  constructor(pool: ConnectionPool, merged: MergedReads) {
    super({
      execute: async (statement, values) => {
        this.#noteStatement();
        return pool.execute(statement, values);
      },
    });
    this.#merged = merged;
  }

  get isExceeded(): boolean {
    return this.#statements > 1;
  }

  override get merged(): MergedReads {
    return {
      row: async (table, id) => {
        this.#noteStatement();
        return this.#merged.row(table, id);
      },
      caller: async (secretIds) => {
        this.#noteStatement();
        return this.#merged.caller(secretIds);
      },
    };
  }

  #noteStatement(): void {
    this.#statements += 1;
    if (this.isExceeded) throw new NeedsSnapshot('A second statement needs a snapshot');
  }
}

/** Runs each read on one snapshot. */
export class SnapshotReads {
  readonly #pool: ConnectionPool;
  readonly #merged: MergedReads;
  readonly #ending = new Set<Promise<void>>();

  constructor(pool: ConnectionPool) {
    this.#pool = pool;
    this.#merged = new PostgresMergedReads(pool);
  }

  /**
   * Most reads are one statement, which is a snapshot by itself. A read that begins a second one is run again, in a
   * transaction.
   */
  async run<T>(work: (session: Session) => Promise<T>): Promise<T> {
    const session = new SingleStatementSession(this.#pool, this.#merged);
    try {
      const result = await work(session);
      if (!session.isExceeded) return result;
    } catch (error) {
      if (!session.isExceeded) throw error;
    }
    return this.#runInTransaction(work);
  }

  /** Resolves when every connection is back in the pool. */
  async idle(): Promise<void> {
    await Promise.all(this.#ending);
  }

  /** Costs no extra round trips: BEGIN is pipelined with the first statement, and COMMIT is not awaited. */
  async #runInTransaction<T>(work: (session: Session) => Promise<T>): Promise<T> {
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
}
