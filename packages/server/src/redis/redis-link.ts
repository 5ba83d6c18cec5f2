import { replyWithin } from './command-deadline.ts';
import type { RedisClient } from './redis-client.ts';

/** There is no connection. Nothing has been sent. */
export class RedisUnavailableError extends Error {
  override readonly name = 'RedisUnavailableError';
}

export interface RedisLinkOptions {
  readonly createClient: () => RedisClient;
  /** Prepares a new connection. It is used once this has resolved. */
  readonly prepare: (client: RedisClient) => Promise<unknown>;
  /** Called when the connection can be used, at first and after each loss. */
  readonly onReady?: () => void;
  /** Called with the reason when the connection is lost, and with that of each failed attempt to replace it. */
  readonly onLost?: (reason: unknown) => void;
  /** How long a command may take, in milliseconds. Default 100. */
  readonly deadlineMs?: number | undefined;
}

const DEFAULT_DEADLINE_MS = 100;
/** Connecting and preparing. No request waits for it. */
const CONNECT_MS = 1_000;
/** One slow reply is a coincidence; so many in a row are an outage. */
const FAILURES_OF_AN_OUTAGE = 3;
const CHECK_INTERVAL_MS = 5_000;
const SHORTEST_BACKOFF_MS = 50;
const LONGEST_BACKOFF_MS = 2_000;

/**
 * A connection that is replaced in the background when it is lost or no longer responds. Until then, commands fail at
 * once: no request waits for a Redis that is away.
 */
export class RedisLink {
  readonly #options: RedisLinkOptions;
  readonly #deadlineMs: number;
  /** Undefined while the connection cannot be used. */
  #ready: RedisClient | undefined;
  #current: RedisClient | undefined;
  #timer: NodeJS.Timeout | undefined;
  #failedCommands = 0;
  #failedConnections = 0;
  #isClosed = false;

  constructor(options: RedisLinkOptions) {
    this.#options = options;
    this.#deadlineMs = options.deadlineMs ?? DEFAULT_DEADLINE_MS;
  }

  get isReady(): boolean {
    return this.#ready !== undefined;
  }

  /** Resolves after the first attempt to connect, whether or not it succeeds. */
  async open(): Promise<void> {
    const client = this.#options.createClient();
    this.#current = client;
    // The client reports a lost connection in one of these ways, and rejects its commands.
    client.on('error', (reason) => this.#lose(client, reason));
    client.on('end', () => this.#lose(client, new RedisUnavailableError('Redis has disconnected')));
    try {
      const prepared = client.connect().then(() => this.#options.prepare(client));
      await replyWithin(prepared, CONNECT_MS);
    } catch (reason) {
      this.#lose(client, reason);
      return;
    }
    if (client !== this.#current) return;
    this.#ready = client;
    this.#failedCommands = 0;
    this.#checkLater(client);
    this.#options.onReady?.();
  }

  /**
   * @throws RedisUnavailableError when there is no connection
   * @throws RedisTimeoutError when there is no reply in time
   */
  async run<T>(command: (client: RedisClient) => Promise<T>): Promise<T> {
    const client = this.#ready;
    if (client === undefined) throw new RedisUnavailableError('Redis is not connected');
    try {
      const reply = await replyWithin(command(client), this.#deadlineMs);
      this.#failedCommands = 0;
      this.#failedConnections = 0;
      return reply;
    } catch (reason) {
      this.#failedCommands += 1;
      if (this.#failedCommands >= FAILURES_OF_AN_OUTAGE) this.#lose(client, reason);
      throw reason;
    }
  }

  close(): void {
    this.#isClosed = true;
    this.#drop();
  }

  /** Replaces the connection. A loss may be reported more than once. */
  #lose(client: RedisClient, reason: unknown): void {
    if (client !== this.#current) return;
    this.#drop();
    if (this.#isClosed) return;
    this.#options.onLost?.(reason);
    const longest = Math.min(
      LONGEST_BACKOFF_MS,
      SHORTEST_BACKOFF_MS * 2 ** this.#failedConnections,
    );
    this.#failedConnections += 1;
    this.#timer = setTimeout(() => void this.open(), longest * (0.5 + Math.random() / 2));
    this.#timer.unref();
  }

  /** When the connection is lost without a trace, messages simply cease. */
  #checkLater(client: RedisClient): void {
    this.#timer = setTimeout(() => {
      replyWithin(client.ping(), CONNECT_MS).then(
        () => client === this.#current && this.#checkLater(client),
        (reason: unknown) => this.#lose(client, reason),
      );
    }, CHECK_INTERVAL_MS);
    this.#timer.unref();
  }

  #drop(): void {
    clearTimeout(this.#timer);
    const client = this.#current;
    this.#current = undefined;
    this.#ready = undefined;
    // Rejects what has no reply, and throws when the connection has already ended.
    if (client?.isOpen) client.destroy();
  }
}
