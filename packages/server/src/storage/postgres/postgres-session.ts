import type { Session, SqlRow, SqlValue } from '../sql/session.ts';
import { numbered, type PostgresClient } from './postgres-client.ts';

/** A session over a pool, where statements are independent, or over one connection, where they run in order. */
export class PostgresSession implements Session {
  readonly #client: PostgresClient;

  constructor(client: PostgresClient) {
    this.#client = client;
  }

  async all(statement: string, values: readonly SqlValue[]): Promise<readonly SqlRow[]> {
    return (await this.#execute(statement, values)) as unknown as SqlRow[];
  }

  scan(statement: string, values: readonly SqlValue[]): Promise<readonly SqlRow[]> {
    return this.all(statement, values);
  }

  async run(statement: string, values: readonly SqlValue[]): Promise<number> {
    return (await this.#execute(statement, values)).count;
  }

  async write(statement: string, values: readonly SqlValue[], absent?: () => Error): Promise<void> {
    if ((await this.run(statement, values)) === 0 && absent !== undefined) throw absent();
  }

  #execute(statement: string, values: readonly SqlValue[]) {
    return this.#client.unsafe(numbered(statement), values as SqlValue[], { prepare: true });
  }
}

/** Runs each read on one snapshot. */
export class SnapshotReads {
  readonly #pool: PostgresClient;
  readonly #ending = new Set<Promise<void>>();

  constructor(pool: PostgresClient) {
    this.#pool = pool;
  }

  /** Costs no extra round trips: BEGIN is pipelined with the first statement, and COMMIT is not awaited. */
  async run<T>(work: (session: Session) => Promise<T>): Promise<T> {
    const connection = await this.#pool.reserve();
    const client = connection as unknown as PostgresClient;
    const begun = client.unsafe('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY').execute();
    // Handled here because it is awaited only after `work`. If it fails, the next statement fails too.
    begun.catch(() => {});
    try {
      return await work(new PostgresSession(client));
    } finally {
      const ended = client.unsafe('COMMIT').execute();
      const released = Promise.allSettled([begun, ended]).then(() => {
        connection.release();
        this.#ending.delete(released);
      });
      this.#ending.add(released);
    }
  }

  /**
   * Resolves when every connection is back in the pool. The driver would otherwise wait for them in vain while closing.
   */
  async idle(): Promise<void> {
    await Promise.all(this.#ending);
  }
}
