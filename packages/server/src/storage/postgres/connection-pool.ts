import pg from 'pg';
import { type ConnectionLimits, connectionOptions } from './connection-options.ts';
import { endConnections } from './end-connections.ts';
import {
  breaksConnection,
  isFull,
  isTimeout,
  toStoreError,
  unavailable,
} from './postgres-errors.ts';
import type { StatementResult, StatementValue } from './reads/executor.ts';
import type { Silence } from './silence.ts';
import { statementText } from './statement-text.ts';

/** More waiting requests than this are refused at once. */
const MAX_WAITING = 2_000;
const IDLE_MS = 30_000;
/** How long a disk counts as full after a statement has found it so. */
const FULL_MS = 2_000;

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
  readonly #options: pg.ClientConfig;
  readonly #max: number;
  /** Whether PostgreSQL has refused to open a connection since it last opened one. */
  #isRefused = false;
  /** Whether the last request for a connection got none. */
  #isStarved = false;
  #full: { readonly error: unknown; readonly at: number } | undefined;

  /**
   * Connections are opened on demand, up to `max`.
   *
   * @param silence Shared by the pools of a database, whose connections mostly go silent together.
   */
  constructor(url: string, max: number, limits: ConnectionLimits, silence: Silence) {
    this.#silence = silence;
    this.#max = max;
    this.#options = connectionOptions(url, limits);
    this.#pool = new pg.Pool({ ...this.#options, max, idleTimeoutMillis: IDLE_MS });
    // The pool has already removed the connection.
    this.#pool.on('error', ignore);
    this.#pool.on('connect', (client) => {
      this.#isRefused = false;
      this.#open.add(client);
      this.#heardAt.set(client, performance.now());
      client.once('end', () => this.#open.delete(client));
      // The statements that wait for the connection are rejected as well.
      client.on('error', ignore);
    });
  }

  /** Throws an `UnavailableError` when no connection becomes free in time. */
  async acquire(): Promise<Connection> {
    try {
      if (this.#pool.waitingCount >= MAX_WAITING)
        throw new Error('No connection becomes free before the timeout');
      for (;;) {
        const client = await this.#pool.connect();
        if (!this.#silence.concerns(this.#heardAt.get(client) ?? 0)) {
          this.#isStarved = false;
          return new Connection(client, this.#observerOf(client));
        }
        client.connection.stream.destroy();
        client.release(true);
      }
    } catch (error) {
      this.#isStarved = true;
      if (!isTimeout(error)) this.#isRefused = true;
      throw unavailable(error);
    }
  }

  /**
   * Throws an `UnavailableError` while requests would fail although some connections work: no more can be opened, none is
   * free, or the disk is full. Costs nothing unless that has happened, or no connection is open.
   */
  async check(): Promise<void> {
    if (this.#full !== undefined && performance.now() < this.#full.at + FULL_MS) {
      throw unavailable(this.#full.error);
    }
    if (this.#isRefused && this.#pool.totalCount < this.#max) await this.#openOther();
    if (this.#isStarved || this.#pool.totalCount === 0) (await this.acquire()).release();
  }

  /** Opens a connection beside those of the pool, which may all be in use, and ends it. */
  async #openOther(): Promise<void> {
    const client = new pg.Client(this.#options);
    client.on('error', ignore);
    try {
      await client.connect();
    } catch (error) {
      client.connection.stream.destroy();
      throw unavailable(error);
    }
    this.#isRefused = false;
    await endConnections(new Set([client]), () => client.end());
  }

  #observerOf(client: pg.PoolClient): ConnectionObserver {
    return {
      onResponse: () => this.#heardAt.set(client, performance.now()),
      onError: (error, sentAt) => {
        if (isTimeout(error)) this.#silence.note(sentAt);
        if (isFull(error)) this.#full = { error, at: performance.now() };
      },
    };
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

/** Learns what becomes of the statements of a connection. */
interface ConnectionObserver {
  onResponse(): void;
  /** @param sentAt When the statement was sent, in milliseconds of `performance.now()`. */
  onError(error: unknown, sentAt: number): void;
}

/** One connection, on which statements run in order. They are sent without waiting for the previous one. */
export class Connection {
  readonly #client: pg.PoolClient;
  readonly #observer: ConnectionObserver;
  #isBroken = false;
  #isCollecting = false;

  constructor(client: pg.PoolClient, observer: ConnectionObserver) {
    this.#client = client;
    this.#observer = observer;
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
      this.#observer.onResponse();
      return result;
    } catch (error) {
      this.#observer.onError(error, sentAt);
      if (breaksConnection(error)) this.#isBroken = true;
      throw toStoreError(error);
    }
  }
}

function ignore(): void {}
