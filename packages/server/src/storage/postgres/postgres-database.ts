import { randomUUID } from 'node:crypto';
import type { Instant, RateWindow } from '@firsthandapi/engine';
import type { Database, SchemaDatabase, Transaction } from '../sql/database.ts';
import type { Session } from '../sql/session.ts';
import { OneAtATime } from './one-at-a-time.ts';
import {
  DEFAULT_POOL,
  JOB_CHANNEL,
  openPool,
  type PoolSizes,
  type PostgresClient,
} from './postgres-client.ts';
import { codeOf, toStoreError, unavailable } from './postgres-errors.ts';
import { PostgresRateCounts } from './postgres-rate-counts.ts';
import { PostgresSession, SnapshotReads } from './postgres-session.ts';
import { TaskClaims } from './postgres-task-claims.ts';
import { PostgresTransaction } from './postgres-transaction.ts';

/** Serialisation failure and deadlock; and a duplicate, which a second run finds instead of repeating. */
const COLLISIONS = new Set(['40001', '40P01', '23505']);
const MOST_ATTEMPTS = 40;
/** A duplicate that is still one after this many attempts is no collision. */
const MOST_DUPLICATES = 4;
const LONGEST_PAUSE_MS = 64;

const NEXT_DUE = `SELECT min(at) AS due_at FROM (
  (SELECT due_at AS at FROM tasks WHERE leased_until IS NULL ORDER BY due_at, sequence LIMIT 1)
  UNION ALL
  (SELECT greatest(due_at, leased_until) FROM tasks WHERE leased_until IS NOT NULL
    ORDER BY leased_until LIMIT 1)
) AS earliest`;

/** PostgreSQL: serialisable transactions that run again when they collide, shared by any number of processes. */
export class PostgresDatabase implements Database {
  readonly #readers: PostgresClient;
  readonly #writers: PostgresClient;
  readonly #reads: SnapshotReads;
  readonly #single: Session;
  readonly #rateCounts: PostgresRateCounts;
  readonly #claims: TaskClaims;
  readonly #origin = randomUUID();
  readonly #repeats = new OneAtATime();
  #notifyJob: (id: string | undefined) => void = () => {};
  #now: Instant = 0;
  #windowsForgottenAt: Instant = 0;

  private constructor(url: string, sizes: PoolSizes) {
    this.#readers = openPool(url, sizes.readers);
    this.#writers = openPool(url, sizes.writers);
    this.#reads = new SnapshotReads(this.#readers);
    this.#single = new PostgresSession(this.#readers);
    this.#rateCounts = new PostgresRateCounts(this.#single);
    this.#claims = new TaskClaims(this.#readers);
  }

  static async open(url: string, sizes: PoolSizes = DEFAULT_POOL): Promise<PostgresDatabase> {
    const database = new PostgresDatabase(url, sizes);
    await database.#readers.listen(
      JOB_CHANNEL,
      (message) => database.#hear(message),
      // Again after each reconnection: whatever was announced in between was missed.
      () => database.#notifyJob(undefined),
    );
    return database;
  }

  async read<T>(work: (session: Session) => Promise<T>): Promise<T> {
    try {
      return await this.#reads.run(work);
    } catch (error) {
      throw toStoreError(error);
    }
  }

  async transact<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    let duplicates = 0;
    for (let attempt = 1; ; attempt += 1) {
      try {
        // What has collided runs again one at a time: together they would collide with each other once more.
        return await (attempt === 1
          ? this.#attempt(work)
          : this.#repeats.run(() => this.#attempt(work)));
      } catch (error) {
        const code = codeOf(error);
        if (code === '23505') duplicates += 1;
        const isCollision = COLLISIONS.has(code) && duplicates < MOST_DUPLICATES;
        if (!isCollision) throw toStoreError(error);
        if (attempt === MOST_ATTEMPTS) throw unavailable(error);
        if (attempt > 1) await pause(attempt);
      }
    }
  }

  async countRequest(windows: readonly RateWindow[], now: Instant): Promise<readonly number[]> {
    this.#now = now;
    try {
      return await this.#rateCounts.count(windows);
    } catch (error) {
      throw toStoreError(error);
    }
  }

  async nextDue(): Promise<Instant | undefined> {
    const [row] = await this.#single.all(NEXT_DUE, []);
    const stored = row?.due_at ?? undefined;
    const claimed = this.#claims.earliest();
    if (stored === undefined) return claimed;
    return claimed === undefined ? Number(stored) : Math.min(Number(stored), claimed);
  }

  onJobChange(listener: (id: string | undefined) => void): void {
    this.#notifyJob = listener;
  }

  async tidy(): Promise<void> {
    // No window is shorter than a minute.
    if (this.#now < this.#windowsForgottenAt + 60_000) return;
    this.#windowsForgottenAt = this.#now;
    await this.#single.run('DELETE FROM rate_windows WHERE reset_at <= ?', [this.#now]);
  }

  async close(): Promise<void> {
    await this.#claims.release().catch(() => {});
    await this.#reads.idle();
    await Promise.all([this.#readers.end({ timeout: 5 }), this.#writers.end({ timeout: 5 })]);
  }

  async #attempt<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    const connection = await this.#writers.reserve();
    const client = connection as unknown as PostgresClient;
    const transaction = new PostgresTransaction(client, this.#claims, this.#origin);
    try {
      const result = await work(transaction);
      await transaction.commit();
      for (const id of transaction.changedJobs) this.#notifyJob(id);
      return result;
    } catch (error) {
      await transaction.rollback();
      throw transaction.failure ?? error;
    } finally {
      connection.release();
    }
  }

  #hear(message: string): void {
    const [origin, id] = message.split(' ');
    // Its own changes this process has told of when they were committed.
    if (origin !== this.#origin) this.#notifyJob(id);
  }
}

/** The schema side of a PostgreSQL database. */
export function postgresSchema(url: string): SchemaDatabase & { close(): Promise<void> } {
  const client = openPool(url, 1);
  const currentVersion = async (): Promise<number> => {
    const [exists] = await client.unsafe("SELECT to_regclass('schema_version') AS name");
    if (exists?.name === null) return 0;
    const [row] = await client.unsafe('SELECT max(version) AS version FROM schema_version');
    return Number(row?.version ?? 0);
  };
  return {
    dialect: 'postgres',
    words: {
      // Ids are compared byte by byte, as everywhere else.
      text: 'TEXT COLLATE "C"',
      integer: 'BIGINT',
      real: 'DOUBLE PRECISION',
      boolean: 'BOOLEAN',
      json: 'JSON',
      sequence: 'BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY',
      unlogged: 'UNLOGGED',
      strict: '',
      deferred: 'DEFERRABLE INITIALLY DEFERRED',
    },
    version: currentVersion,
    async advance(next, statements) {
      await client.begin(async (transaction) => {
        await transaction.unsafe("SELECT pg_advisory_xact_lock(hashtext('firsthandapi schema'))");
        await transaction.unsafe(
          'CREATE TABLE IF NOT EXISTS schema_version (version BIGINT PRIMARY KEY)',
        );
        const [row] = await transaction.unsafe(
          'SELECT max(version) AS version FROM schema_version',
        );
        if (Number(row?.version ?? 0) >= next) return;
        for (const statement of statements) await transaction.unsafe(statement);
        await transaction.unsafe('INSERT INTO schema_version VALUES ($1)', [next]);
      });
    },
    close: () => client.end(),
  };
}

/** A random pause that grows with the attempts, so that those that collided do not meet again. */
function pause(attempt: number): Promise<void> {
  const longest = Math.min(LONGEST_PAUSE_MS, 2 ** attempt);
  return new Promise((resolve) => setTimeout(resolve, Math.random() * longest));
}
