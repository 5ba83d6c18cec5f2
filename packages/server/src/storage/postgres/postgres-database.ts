import type { EventFeed, HeldTasks, Immediate, Instant, RateWindow } from '@firsthandapi/engine';
import { FRONTIER, POSITIONS_AHEAD, POSITIONS_GO_ON } from '../feed/postgres-positions.ts';
import { SqlEventFeed } from '../feed/sql-event-feed.ts';
import { RateWindows } from '../requests/rate-windows.ts';
import type { CallerCheck } from '../requests/remembered-callers.ts';
import { ContinuedCounts } from '../shared/continued-counts.ts';
import type { SharedMemory } from '../shared/shared-memory.ts';
import type { ClaimedRows, Database, Transaction } from '../sql/database.ts';
import type { Heartbeat } from '../sql/heartbeats.ts';
import type { Session } from '../sql/session.ts';
import type { OpenDestinations } from '../sql/sql-outbox.ts';
import { unlessHeld } from '../sql/sql-task-queue.ts';
import { ChangeNotifications } from './change-notifications.ts';
import { ChangeRelay } from './change-relay.ts';
import { DEFAULT_DEADLINE_MS, limitsFor } from './connection-options.ts';
import { ConnectionPool } from './connection-pool.ts';
import { PostgresDeliveryStatements } from './deliveries/postgres-delivery-statements.ts';
import { PostgresOutbox } from './deliveries/postgres-outbox.ts';
import { GroupedTransactions } from './grouped-transactions.ts';
import { takesNoWrites } from './postgres-errors.ts';
import { PostgresHeartbeat } from './postgres-heartbeat.ts';
import { PostgresRateCounts } from './postgres-rate-counts.ts';
import { PostgresSession, RetryingSession, SnapshotReads } from './postgres-session.ts';
import { NOW, TaskClaims } from './postgres-task-claims.ts';
import { Silence } from './silence.ts';

/** Maximum number of connections per process, besides one for notifications and one for heartbeats. */
export interface PoolSizes {
  /** For transactions. */
  readonly writers: number;
  /** For reads. */
  readonly readers: number;
}

const DEFAULT_POOL: PoolSizes = { writers: 8, readers: 8 };

export interface PostgresOptions {
  readonly pool?: PoolSizes;
  /** How long an operation waits for PostgreSQL before it fails, in milliseconds. Default: 4,500. */
  readonly deadlineMs?: number;
}

/** A leased task is due when its lease ends. */
const nextDueOf = (condition: string) => `SELECT min(at) AS due_at FROM (
  (SELECT due_at AS at FROM tasks WHERE leased_until IS NULL ${condition}
    ORDER BY due_at, sequence LIMIT 1)
  UNION ALL
  (SELECT greatest(due_at, leased_until) FROM tasks WHERE leased_until IS NOT NULL ${condition}
    ORDER BY leased_until LIMIT 1)
) AS earliest`;

/** PostgreSQL, shared by any number of processes. Transactions are serialisable and retried after conflicts. */
export class PostgresDatabase implements Database {
  readonly #readers: ConnectionPool;
  readonly #writers: ConnectionPool;
  readonly #reads: SnapshotReads;
  readonly #single: Session;
  readonly #rateCounts: PostgresRateCounts;
  readonly #ownCounts = new RateWindows();
  readonly #claims: TaskClaims;
  readonly #heartbeat: PostgresHeartbeat;
  #notifications: ChangeNotifications | undefined;
  readonly #relay: ChangeRelay;
  readonly #transactions: GroupedTransactions;
  #continued = new ContinuedCounts();
  #shared: SharedMemory | undefined;
  #notify: (subject: string | undefined) => void = () => {};
  #now: Instant = 0;
  #windowsPrunedAt: Instant = 0;

  private constructor(url: string, { pool, deadlineMs }: Required<PostgresOptions>) {
    const limits = limitsFor(deadlineMs);
    const silence = new Silence();
    this.#readers = new ConnectionPool(url, pool.readers, limits, silence);
    this.#writers = new ConnectionPool(serializable(url), pool.writers, limits, silence);
    this.#heartbeat = new PostgresHeartbeat(url, limits, [this.#readers, this.#writers]);
    this.#reads = new SnapshotReads(this.#readers);
    this.#single = new PostgresSession(this.#readers);
    this.#rateCounts = new PostgresRateCounts(this.#single);
    this.#claims = new TaskClaims(this.#single);
    this.#relay = new ChangeRelay(this.#single);
    this.#transactions = new GroupedTransactions({
      pool: this.#writers,
      lanes: pool.writers,
      claims: this.#claims,
      relay: this.#relay,
      onChange: (subject) => this.#notify(subject),
    });
  }

  /** Throws when the database cannot be reached, or is read-only while its positions have to be raised. */
  static async open(url: string, options: PostgresOptions = {}): Promise<PostgresDatabase> {
    const { pool = DEFAULT_POOL, deadlineMs = DEFAULT_DEADLINE_MS } = options;
    const database = new PostgresDatabase(url, { pool, deadlineMs });
    database.#notifications = await ChangeNotifications.open({
      url,
      limits: limitsFor(deadlineMs),
      onMessage: (message) => database.#onMessage(message),
      onReconnect: () => database.#notify(undefined),
    });
    try {
      await database.#settlePositions();
      return database;
    } catch (error) {
      await database.close();
      throw error;
    }
  }

  read<T>(work: (session: Session) => Promise<T>, caller?: CallerCheck): Promise<T> {
    return this.#reads.run(work, caller);
  }

  transact<T>(
    work: (transaction: Transaction) => Promise<T>,
    owner?: string,
    caller?: CallerCheck,
  ): Promise<T> {
    return this.#transactions.run(work, owner, caller);
  }

  beat(heartbeat: Heartbeat): Promise<void> {
    return this.#heartbeat.beat(heartbeat);
  }

  countRequest(windows: readonly RateWindow[], now: Instant): Immediate<readonly number[]> {
    this.#now = now;
    const shared = this.#shared;
    if (shared !== undefined) return this.#countShared(shared, windows, now);
    return this.#rateCounts.takeReserved(windows) ?? this.#countHere(windows, now);
  }

  async #countShared(
    shared: SharedMemory,
    windows: readonly RateWindow[],
    now: Instant,
  ): Promise<readonly number[]> {
    if (shared.isReady) {
      try {
        const counts = await shared.countRequest(windows, now);
        return this.#continued.continue('memory', windows, counts);
      } catch {
        // Never a reason to let a request through, or to refuse it: the database counts.
      }
    }
    return this.#continued.continue('database', windows, await this.#countHere(windows, now));
  }

  async #countHere(windows: readonly RateWindow[], now: Instant): Promise<readonly number[]> {
    try {
      return await this.#rateCounts.count(windows);
    } catch (error) {
      // A standby and a full disk can still be read. Until they take writes, each process counts for itself.
      if (!takesNoWrites(error)) throw error;
      return this.#ownCounts.count(windows, now);
    }
  }

  async nextDue(held?: HeldTasks): Promise<Instant | undefined> {
    const { condition, values } = unlessHeld(held);
    const [row] = await this.#single.all(nextDueOf(condition), [...values, ...values]);
    const stored = row?.due_at ?? undefined;
    const claimed = this.#claims.earliest(held);
    if (stored === undefined) return claimed;
    return claimed === undefined ? Number(stored) : Math.min(Number(stored), claimed);
  }

  async now(): Promise<Instant> {
    const [row] = await this.#single.all(`SELECT ${NOW} AS now`, []);
    return Number(row?.now);
  }

  deliveryStatements(decode: ClaimedRows): PostgresDeliveryStatements {
    return new PostgresDeliveryStatements(new RetryingSession(this.#writers), decode);
  }

  outbox(session: Session, open: OpenDestinations): PostgresOutbox {
    return new PostgresOutbox(session, open);
  }

  feed(session: Session): EventFeed {
    return new SqlEventFeed(session, FRONTIER);
  }

  useShared(shared: SharedMemory | undefined): void {
    this.#shared?.onMessage(() => {});
    this.#shared = shared;
    this.#relay.useShared(shared);
    this.#continued = new ContinuedCounts();
    shared?.onMessage((message) => this.#onMessage(message));
  }

  onChange(listener: (subject: string | undefined) => void): void {
    this.#notify = listener;
  }

  /** Earlier versions of rows end with VACUUM and with the write-ahead log's own retention, which operators configure. */
  async scrub(): Promise<void> {}

  async tidy(): Promise<void> {
    // No window is shorter than a minute.
    if (this.#now < this.#windowsPrunedAt + 60_000) return;
    this.#windowsPrunedAt = this.#now;
    this.#ownCounts.takeChanged();
    this.#rateCounts.prune(this.#now);
    await this.#single.run('DELETE FROM rate_windows WHERE reset_at <= ?', [this.#now]);
  }

  async close(): Promise<void> {
    await this.#transactions.idle();
    await this.#relay.idle();
    await this.#claims.release().catch(() => {});
    await this.#reads.idle();
    const all = [this.#readers, this.#writers, this.#heartbeat, this.#notifications];
    await Promise.all(all.map((it) => it?.close()));
  }

  /**
   * In a database that was copied to another server, transactions may count from 0: positions go on. A standby counts as
   * its primary does, so nothing is written there, which it would refuse.
   */
  async #settlePositions(): Promise<void> {
    const ahead = await this.#single.all(POSITIONS_AHEAD, []);
    if (ahead.length > 0) await this.#single.run(POSITIONS_GO_ON, []);
  }

  #onMessage(message: string | undefined): void {
    if (message === undefined) this.#notify(undefined);
    else for (const subject of this.#relay.subjectsIn(message)) this.#notify(subject);
  }
}

/** For statements that are transactions by themselves: they are as isolated as the others that write. */
function serializable(url: string): string {
  const parsed = new URL(url);
  parsed.searchParams.set('default_transaction_isolation', 'serializable');
  return parsed.href;
}
