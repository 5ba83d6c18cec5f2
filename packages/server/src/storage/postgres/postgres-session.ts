import type { CallerCheck } from '../requests/remembered-callers.ts';
import { unlessRefused } from '../requests/unless-refused.ts';
import type { MergedReads, Session, SqlRow, SqlValue } from '../sql/session.ts';
import { backOff, isConflict, MAX_ATTEMPTS } from './conflicts.ts';
import type { ConnectionPool } from './connection-pool.ts';
import { unavailable } from './postgres-errors.ts';
import {
  type CheckingStatement,
  checkedResult,
  checkingQuery,
  NOTHING,
} from './reads/caller-checks.ts';
import type { Executor, StatementResult } from './reads/executor.ts';
import { PostgresMergedReads } from './reads/postgres-merged-reads.ts';
import { SharedQueries } from './reads/shared-queries.ts';

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
  readonly #merged: PostgresMergedReads;
  readonly #caller: CallerCheck | undefined;
  #statements = 0;

  constructor(queries: SharedQueries, merged: PostgresMergedReads, caller?: CallerCheck) {
    super({
      execute: async (statement, values) => {
        this.#noteStatement();
        if (caller === undefined || caller.isConfirmed) return queries.execute(statement, values);
        return executeChecking(queries, caller, { statement, values });
      },
    });
    this.#merged = merged;
    this.#caller = caller;
  }

  get isExceeded(): boolean {
    return this.#statements > 1;
  }

  override get merged(): MergedReads {
    return {
      row: async (table, id) => {
        this.#noteStatement();
        return this.#merged.row(table, id, this.#caller);
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

/** Executes a query that also settles the caller. */
async function executeChecking(
  executor: Executor,
  caller: CallerCheck,
  query: CheckingStatement,
): Promise<StatementResult> {
  const { statement, values } = checkingQuery([caller], query);
  const { rows, stale } = checkedResult(await executor.execute(statement, values));
  caller.settle(stale.size === 0);
  return { rows, count: rows.length };
}

/** Runs each read on one snapshot. */
export class SnapshotReads {
  readonly #pool: ConnectionPool;
  readonly #queries: SharedQueries;
  readonly #merged: PostgresMergedReads;
  readonly #ending = new Set<Promise<void>>();

  constructor(pool: ConnectionPool) {
    this.#pool = pool;
    this.#queries = new SharedQueries(pool);
    this.#merged = new PostgresMergedReads(pool);
  }

  /**
   * Most reads are one statement, which is a snapshot by itself. A read that begins a second one is run again, in a
   * transaction.
   *
   * @param caller Settled by the first statement.
   */
  async run<T>(work: (session: Session) => Promise<T>, caller?: CallerCheck): Promise<T> {
    const session = new SingleStatementSession(this.#queries, this.#merged, caller);
    try {
      const result = await work(session);
      if (!session.isExceeded) return result;
    } catch (error) {
      if (!session.isExceeded) throw error;
    }
    return this.#runInTransaction(work, caller);
  }

  /** Resolves when every connection is back in the pool. */
  async idle(): Promise<void> {
    await Promise.all(this.#ending);
  }

  /** Costs no extra round trips: BEGIN is pipelined with the first statement, and COMMIT is not awaited. */
  async #runInTransaction<T>(
    work: (session: Session) => Promise<T>,
    caller: CallerCheck | undefined,
  ): Promise<T> {
    const connection = await this.#pool.acquire();
    const begun = connection.command('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    // Handled here because it is awaited only after `work`. If it fails, the next statement fails too.
    begun.catch(() => {});
    try {
      const session = new PostgresSession(connection);
      if (caller === undefined || caller.isConfirmed) return await work(session);
      const confirmed = executeChecking(connection, caller, NOTHING);
      return await unlessRefused(confirmed, () => work(session));
    } finally {
      const ended = Promise.allSettled([begun, connection.command('COMMIT')]).then(() => {
        connection.release();
        this.#ending.delete(ended);
      });
      this.#ending.add(ended);
    }
  }
}

/** Executes each statement as a transaction of its own, and again after a conflict. The pool's isolation level applies. */
export class RetryingSession extends PostgresSession {
  constructor(pool: ConnectionPool) {
    super({
      async execute(statement, values) {
        for (let attempt = 1; ; attempt += 1) {
          try {
            return await pool.execute(statement, values);
          } catch (error) {
            if (!isConflict(error)) throw error;
            if (attempt === MAX_ATTEMPTS) throw unavailable(error);
            await backOff(attempt);
          }
        }
      },
    });
  }
}
