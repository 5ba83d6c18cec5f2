import type { Heartbeat } from '../sql/heartbeats.ts';
import type { ConnectionLimits } from './connection-options.ts';
import { ConnectionPool } from './connection-pool.ts';
import { Silence } from './silence.ts';

/** Together below the time that `/readyz` allows, so that it names the reason. */
const LIMITS = { responseMs: 700, statementMs: 600, lockMs: 500, idleInTransactionMs: 700 };
/** Tables without which no request is served, in case one of them is locked. */
const ESSENTIAL_TABLES = ['rate_windows', 'key_secrets', 'api_keys', 'organizations'] as const;
const READ_ESSENTIALS = `SELECT ${ESSENTIAL_TABLES.map((table) => `EXISTS (SELECT FROM ${table})`).join(', ')}`;

/**
 * Writes on a connection of its own, each statement by itself, so that it waits neither for groups that are repeated after
 * conflicts nor for a free connection, and conflicts with nothing. What only the pools know counts as well: whether they
 * have connections to serve requests with.
 */
export class PostgresHeartbeat {
  readonly #own: ConnectionPool;
  readonly #pools: readonly ConnectionPool[];

  /** @param limits How long opening a connection may take; the others are its own. */
  constructor(url: string, { acquireMs }: ConnectionLimits, pools: readonly ConnectionPool[]) {
    // It gives up sooner than requests do, which must not make them distrust their connections.
    this.#own = new ConnectionPool(url, 1, { ...LIMITS, acquireMs }, new Silence());
    this.#pools = pools;
  }

  async beat({ statement, values }: Heartbeat): Promise<void> {
    await Promise.all([this.#write(statement, values), ...this.#pools.map((it) => it.check())]);
  }

  close(): Promise<void> {
    return this.#own.close();
  }

  async #write(statement: string, values: Heartbeat['values']): Promise<void> {
    const connection = await this.#own.acquire();
    // Sent together.
    const written = connection.execute(statement, values);
    const read = connection.execute(READ_ESSENTIALS, []);
    await Promise.allSettled([written, read]);
    connection.release();
    await Promise.all([written, read]);
  }
}
