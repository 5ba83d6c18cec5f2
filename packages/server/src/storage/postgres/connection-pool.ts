import pg from 'pg';
import type { SqlRow, SqlValue } from '../sql/session.ts';
import { type ConnectionLimits, connectionOptions } from './connection-options.ts';
import { endConnections } from './end-connections.ts';
import { breaksConnection, isTimeout, toStoreError, unavailable } from './postgres-errors.ts';
import type { Silence } from './silence.ts';
import { statementText } from './statement-text.ts';

/** A value of a statement; a list for `= ANY (?)` and `unnest (?)`. */
export type StatementValue = SqlValue | readonly SqlValue[];

/** What a statement has returned. */
export interface StatementResult {
  readonly rows: readonly SqlRow[];
  /** The number of rows that it returned or changed. */
  readonly count: number;
}

/** More waiting requests than this are refused at once. */
const MAX_WAITING = 2_000;
const IDLE_MS = 30_000;

/**
 * A pool of connections on which every wait is bounded. A connection that fails, or that does not respond in time, is
 * destroyed and replaced; everything that waits for it fails with `UnavailableError`.
 */
export class ConnectionPool {
  readonly #pool: pg.Pool;
  readonly #open = new Set<pg.PoolClient>();
  readonly #silence: Silence;
  /** When each connection has last responded. */
  readonly #heardAt = new WeakMap<pg.PoolClient, number>();

  /**
   * Connections are opened on demand, up to `max`.
   *
   * @param silence Shared by the pools of a database, whose connections mostly go silent together.
   */
  constructor(url: string, max: number, limits: ConnectionLimits, silence: Silence) {
    this.#silence = silence;
    this.#pool = new pg.Pool({
      ...connectionOptions(url, limits),
      max,
      idleTimeoutMillis: IDLE_MS,
    });
    // The pool has already removed the connection.
    this.#pool.on('error', ignore);
    this.#pool.on('connect', (client) => {
      this.#open.add(client);
      this.#heardAt.set(client, performance.now());
      client.once('end', () => this.#open.delete(client));
      // The statements that wait for the connection are rejected as well.
      client.on('error', ignore);
    });
  }

  /** Throws an `UnavailableError` when no connection becomes free in time. */
  async acquire(): Promise<Connection> {
    if (this.#pool.waitingCount >= MAX_WAITING) throw unavailable(new Error('The pool is full'));
    try {
      for (;;) {
        const client = await this.#pool.connect();
        if (!this.#silence.concerns(this.#heardAt.get(client) ?? 0)) {
          return new Connection(client, this.#silence, () => this.#hear(client));
        }
        client.connection.stream.destroy();
        client.release(true);
      }
    } catch (error) {
      throw unavailable(error);
    }
  }

  #hear(client: pg.PoolClient): void {
    this.#heardAt.set(client, performance.now());
  }

  /** Runs a statement on any free connection. */
  async execute(statement: string, values: readonly StatementValue[]): Promise<StatementResult> {
    const connection = await this.acquire();
    try {
      return await connection.execute(statement, values);
    } finally {
      connection.release();
    }
  }

  close(): Promise<void> {
    return endConnections(this.#open, () => this.#pool.end());
  }
}

/** One connection, on which statements run in order. They are sent without waiting for the previous one. */
export class Connection {
  readonly #client: pg.PoolClient;
  readonly #silence: Silence;
  readonly #onResponse: () => void;
  #isBroken = false;
  #isCollecting = false;

  constructor(client: pg.PoolClient, silence: Silence, onResponse: () => void) {
    this.#client = client;
    this.#silence = silence;
    this.#onResponse = onResponse;
  }

  /** Throws an `UnavailableError` when the connection fails, and the driver's error when the statement does. */
  async execute(statement: string, values: readonly StatementValue[]): Promise<StatementResult> {
    const { rows, rowCount } = await this.#guard(() =>
      this.#client.query({ ...statementText(statement), values: values as StatementValue[] }),
    );
    return { rows, count: rowCount ?? 0 };
  }

  /** Runs a statement without values that is not worth preparing, such as BEGIN. */
  async command(statement: string): Promise<void> {
    await this.#guard(() => this.#client.query(statement));
  }

  /** Gives the connection back to the pool, or destroys it if it is unusable or still in a transaction. */
  release(): void {
    const isIdle = this.#client.getTransactionStatus() === 'I';
    const isUsable = !this.#isBroken && isIdle;
    if (!isUsable) this.#client.connection.stream.destroy();
    this.#client.release(!isUsable);
  }

  /** Statements of one turn leave in one packet: a system call each, and a wake-up of PostgreSQL, would cost more than they. */
  #collect(): void {
    if (this.#isCollecting) return;
    this.#isCollecting = true;
    const { stream } = this.#client.connection;
    stream.cork();
    process.nextTick(() => {
      this.#isCollecting = false;
      stream.uncork();
    });
  }

  async #guard<T>(send: () => Promise<T>): Promise<T> {
    this.#collect();
    const sentAt = performance.now();
    try {
      const result = await send();
      this.#onResponse();
      return result;
    } catch (error) {
      if (isTimeout(error)) this.#silence.note(sentAt);
      if (breaksConnection(error)) this.#isBroken = true;
      throw toStoreError(error);
    }
  }
}

function ignore(): void {}
