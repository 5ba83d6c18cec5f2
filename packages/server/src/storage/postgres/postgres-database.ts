import { randomUUID } from 'node:crypto';
import type { Instant, RateWindow } from '@firsthandapi/engine';
import type { Database, SchemaDatabase, Transaction } from '../sql/database.ts';
import type { Session } from '../sql/session.ts';
import { Mutex } from './mutex.ts';
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

/**
 * Serialisation failure, deadlock, and unique violation: a retry finds the row that another transaction has inserted.
 */
const CONFLICTS = new Set(['40001', '40P01', '23505']);
const MAX_ATTEMPTS = 40;
/** A unique violation that persists for this many attempts is not caused by a concurrent transaction. */
const MAX_UNIQUE_VIOLATIONS = 4;
const MAX_BACKOFF_MS = 64;

const NEXT_DUE = `SELECT min(at) AS due_at FROM (
  (SELECT due_at AS at FROM tasks WHERE leased_until IS NULL ORDER BY due_at, sequence LIMIT 1)
  UNION ALL
  (SELECT greatest(due_at, leased_until) FROM tasks WHERE leased_until IS NOT NULL
    ORDER BY leased_until LIMIT 1)
) AS earliest`;

/** PostgreSQL, shared by any number of processes. Transactions are serialisable and retried after conflicts. */
export class PostgresDatabase implements Database {
  readonly #readers: PostgresClient;
  readonly #writers: PostgresClient;
  readonly #reads: SnapshotReads;
  readonly #single: Session;
  readonly #rateCounts: PostgresRateCounts;
  readonly #claims: TaskClaims;
  readonly #origin = randomUUID();
  readonly #retryMutex = new Mutex();
  #notifyJob: (id: string | undefined) => void = () => {};
  #now: Instant = 0;
  #windowsPrunedAt: Instant = 0;

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
      (message) => database.#onNotification(message),
      // Also called after each reconnection: notifications sent in between were missed.
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
    let uniqueViolations = 0;
    for (let attempt = 1; ; attempt += 1) {
      try {
        // Retries run one at a time, so that they do not conflict with each other again.
        return await (attempt === 1
          ? this.#attempt(work)
          : this.#retryMutex.run(() => this.#attempt(work)));
      } catch (error) {
        const code = codeOf(error);
        if (code === '23505') uniqueViolations += 1;
        const isConflict = CONFLICTS.has(code) && uniqueViolations < MAX_UNIQUE_VIOLATIONS;
        if (!isConflict) throw toStoreError(error);
        if (attempt === MAX_ATTEMPTS) throw unavailable(error);
        if (attempt > 1) await backOff(attempt);
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

  /** Earlier versions of rows end with VACUUM and with the write-ahead log's own retention, which operators configure. */
  async scrub(): Promise<void> {}

  async tidy(): Promise<void> {
    // No window is shorter than a minute.
    if (this.#now < this.#windowsPrunedAt + 60_000) return;
    this.#windowsPrunedAt = this.#now;
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

  #onNotification(message: string): void {
    const [origin, id] = message.split(' ');
    // This process has already notified its own watchers at the commit.
    if (origin !== this.#origin) this.#notifyJob(id);
  }
}

/** Opens a PostgreSQL database for migrations. */
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
      // Compares ids byte by byte, as the engine and SQLite do.
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

/** Exponential backoff with full jitter. */
function backOff(attempt: number): Promise<void> {
  const longest = Math.min(MAX_BACKOFF_MS, 2 ** attempt);
  return new Promise((resolve) => setTimeout(resolve, Math.random() * longest));
}
