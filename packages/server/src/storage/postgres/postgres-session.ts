import type { Session, SqlRow, SqlValue } from '../sql/session.ts';
import { numbered, type PostgresClient } from './postgres-client.ts';

/** Statements on a pool, each for itself, or on one connection, one after the other. */
export class PostgresSession implements Session {
  readonly #client: PostgresClient;

  constructor(client: PostgresClient) {
    this.#client = client;
  }

  async all(statement: string, values: readonly SqlValue[]): Promise<readonly SqlRow[]> {
    return (await this.#execute(statement, values)) as unknown as SqlRow[];
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

/** Reads on one snapshot each. */
export class SnapshotReads {
  readonly #pool: PostgresClient;
  readonly #ending = new Set<Promise<void>>();

  constructor(pool: PostgresClient) {
    this.#pool = pool;
  }

  /** Beginning and ending cost no time: the one travels with the first statement, and nobody waits for the other. */
  async run<T>(work: (session: Session) => Promise<T>): Promise<T> {
    const connection = await this.#pool.reserve();
    const client = connection as unknown as PostgresClient;
    const begun = client.unsafe('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY').execute();
    // When the connection is lost, the next statement fails too; this promise is awaited only after the work.
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

  /** Resolves when no connection is on its way back: the driver would wait for it in vain while it closes. */
  async idle(): Promise<void> {
    await Promise.all(this.#ending);
  }
}
