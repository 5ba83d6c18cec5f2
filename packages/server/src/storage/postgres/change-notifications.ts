import pg from 'pg';
import { type ConnectionLimits, connectionOptions } from './connection-options.ts';
import { endConnections } from './end-connections.ts';

/** The NOTIFY channel on which processes announce what has changed. Its name is that of earlier versions, which may still run. */
export const CHANGE_CHANNEL = 'firsthandapi_jobs';

const SHORTEST_BACKOFF_MS = 50;
const LONGEST_BACKOFF_MS = 5_000;
/** No request waits for this connection. */
const CONNECT_MS = 5_000;
/** How often the connection is checked: when it is lost without a trace, notifications simply cease. */
const CHECK_INTERVAL_MS = 10_000;

export interface ChangeNotificationsOptions {
  readonly url: string;
  readonly limits: ConnectionLimits;
  readonly onMessage: (message: string) => void;
  /** Called whenever notifications may have been missed: after each reconnection. */
  readonly onReconnect: () => void;
}

/** Listens for changes on a connection of its own, which it replaces when it is lost. */
export class ChangeNotifications {
  readonly #options: ChangeNotificationsOptions;
  #client: pg.Client | undefined;
  #timer: NodeJS.Timeout | undefined;
  #failures = 0;
  #isClosed = false;

  private constructor(options: ChangeNotificationsOptions) {
    this.#options = options;
  }

  /** Resolves once the channel is listened to. Throws when the first connection cannot be opened. */
  static async open(options: ChangeNotificationsOptions): Promise<ChangeNotifications> {
    const notifications = new ChangeNotifications(options);
    try {
      await notifications.#connect();
      return notifications;
    } catch (error) {
      await notifications.close();
      throw error;
    }
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    const client = this.#client;
    if (client !== undefined) await endConnections(new Set([client]), () => client.end());
  }

  async #connect(): Promise<void> {
    const { url, limits, onMessage } = this.#options;
    const client = new pg.Client({
      ...connectionOptions(url, limits),
      connectionTimeoutMillis: CONNECT_MS,
    });
    this.#client = client;
    client.on('error', () => this.#lose(client));
    client.on('end', () => this.#lose(client));
    client.on('notification', ({ channel, payload }) => {
      if (channel === CHANGE_CHANNEL && payload !== undefined) onMessage(payload);
    });
    try {
      await client.connect();
      await client.query(`LISTEN ${CHANGE_CHANNEL}`);
    } catch (error) {
      this.#lose(client);
      throw error;
    }
    this.#failures = 0;
    this.#checkLater(client);
  }

  /** Replaces the connection. Called more than once for the same one, since errors and its end are both reported. */
  #lose(client: pg.Client): void {
    if (client !== this.#client) return;
    this.#drop();
    if (this.#isClosed) return;
    const longest = Math.min(LONGEST_BACKOFF_MS, SHORTEST_BACKOFF_MS * 2 ** this.#failures);
    this.#failures += 1;
    this.#timer = setTimeout(() => this.#reconnect(), longest * (0.5 + Math.random() / 2));
    this.#timer.unref();
  }

  #reconnect(): void {
    // A failure has already scheduled the next attempt.
    this.#connect().then(this.#options.onReconnect, () => {});
  }

  #checkLater(client: pg.Client): void {
    this.#timer = setTimeout(() => {
      client.query('SELECT 1').then(
        () => client === this.#client && this.#checkLater(client),
        () => this.#lose(client),
      );
    }, CHECK_INTERVAL_MS);
    this.#timer.unref();
  }

  #drop(): void {
    clearTimeout(this.#timer);
    const client = this.#client;
    this.#client = undefined;
    client?.connection.stream.destroy();
  }
}
