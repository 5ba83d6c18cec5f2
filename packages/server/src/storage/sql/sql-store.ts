import { type KeyObject, randomUUID } from 'node:crypto';
import {
  type ChangeListener,
  type DeliveryStatements,
  type DueHint,
  eventsOf,
  type HeldTasks,
  type Immediate,
  type Instant,
  type KeyHolder,
  type QueueName,
  type RateWindow,
  type RememberedCaller,
  requireTime,
  type Store,
  type TableName,
  type Tables,
  type TaskQueue,
  type TimeLimit,
  UnavailableError,
  type UsageRecord,
} from '@firsthandapi/engine';
import { repeat } from '../../background/repeat.ts';
import type { ServerTraces } from '../../tracing/server-traces.ts';
import { RememberedCallers } from '../requests/remembered-callers.ts';
import { RequestStore, type RequestView, type ViewableStore } from '../requests/request-store.ts';
import { DataKeys, type KeyWrapper, SessionKeys } from '../sealing/data-keys.ts';
import { type RowSealer, Sealing } from '../sealing/row-sealer.ts';
import { sealExistingRows } from '../sealing/seal-existing-rows.ts';
import type { SharedMemory } from '../shared/shared-memory.ts';
import { Watchers } from '../watchers/watchers.ts';
import type { Database, Transaction } from './database.ts';
import { heartbeat, lastHeartbeat } from './heartbeats.ts';
import { acceptTime, capDueTimes, noteTime, readLatestTime } from './latest-time.ts';
import type { RowOf } from './schema.ts';
import type { Session, SqlRow } from './session.ts';
import { openWith } from './sql-outbox.ts';
import { SqlTable } from './sql-table.ts';
import { createTables, type Queues } from './sql-tables.ts';
import { SqlTaskQueue } from './sql-task-queue.ts';
import { readStatistics, type StoreStatistics } from './statistics.ts';
import type { AnyRow } from './table-statements.ts';
import { SessionInTime, TransactionInTime } from './transaction-in-time.ts';
import { UsageBuffer } from './usage-buffer.ts';

const TIDY_INTERVAL_MS = 1_000;
/** The data key of the index of e-mail addresses, which belongs to no organization. */
const EMAIL_INDEX_KEY = 'email-index';

/** A read that needs usage records which are still buffered. */
class UnwrittenUsage extends Error {}

export interface KeyringOptions {
  /**
   * Stores rows of erased organizations without what would be sealed of them, as an erasure needs that is carried out
   * again after their keys are gone. Default: storing them fails.
   */
  readonly storesForErased?: boolean;
}

/** The Store over an SQL database: SQLite or PostgreSQL. */
export class SqlStore implements ViewableStore {
  readonly #database: Database;
  readonly #usage: UsageBuffer;
  readonly #watchers = new Watchers();
  readonly #callers = new RememberedCallers();
  readonly #process = randomUUID();
  #hasHeartbeat = false;
  readonly #stopTidying: () => Promise<void>;
  readonly #onError: (error: unknown) => void;
  readonly #noteCaller = (holder: KeyHolder, version: string) =>
    this.#callers.note(holder, version);
  #onScheduled: (dueAt: Instant) => void = () => {};
  #onDeliveries: (hints: readonly DueHint[]) => void = () => {};
  #sealing: Sealing | undefined;
  #traces: ServerTraces | undefined;

  readonly deliveryStatements: DeliveryStatements | undefined;

  /** @param onError Called with failures that no request waits for. */
  constructor(database: Database, onError: (error: unknown) => void = () => {}) {
    this.#database = database;
    const deliveries = database.deliveryStatements?.({
      events: (rows) => this.#decode('events', rows),
      endpoints: (rows) => this.#decode('webhook_endpoints', rows),
    });
    this.deliveryStatements = deliveries && {
      claim: (...wanted) => this.#traced(() => deliveries.claim(...wanted)),
      settleDelivered: (...ended) => this.#traced(() => deliveries.settleDelivered(...ended)),
    };
    this.#onError = onError;
    this.#usage = new UsageBuffer(database, onError);
    database.onChange((subject) => this.#watchers.notify(subject).catch(onError));
    const options = { intervalMs: TIDY_INTERVAL_MS, onError };
    this.#stopTidying = repeat(() => this.tidy(), options);
  }

  /**
   * Buffered usage records must be visible to reads. They are written before a read that needs them begins again, never
   * while it is open: it would keep a connection from the transaction that it waits for.
   */
  async read<T>(work: (tables: Tables) => Promise<T>, view: RequestView = {}): Promise<T> {
    const traces = this.#traces;
    if (traces === undefined) return this.#read(work, view);
    return traces.database('read', () => this.#read(traces.bind(work), view));
  }

  async #read<T>(work: (tables: Tables) => Promise<T>, view: RequestView): Promise<T> {
    let needsFlush = false;
    try {
      const beforeUsage = async () => {
        needsFlush ||= this.#usage.hasRecords;
        if (needsFlush) throw new UnwrittenUsage('Usage records are not yet written');
      };
      const value = await this.#readCommitted(work, beforeUsage, view);
      if (!needsFlush) return value;
    } catch (error) {
      if (!needsFlush) throw error;
    }
    // A database that takes no writes can still be read.
    await this.#usage.flush().catch(ignoreOutage);
    return this.#readCommitted(work, async () => {}, view);
  }

  #readCommitted<T>(
    work: (tables: Tables) => Promise<T>,
    beforeRead: () => Promise<void>,
    { limit, caller }: RequestView,
  ): Promise<T> {
    return this.#database.read((plain, committed) => {
      const session = limit === undefined ? plain : new SessionInTime(plain, limit);
      const sealer = this.#sealing?.session(session);
      const others = {
        tasks: NO_TASKS,
        outbox: () => this.#database.outbox(session, openWith(sealer)),
        feed: () => this.#database.feed(session),
        onCaller: this.#noteCaller,
        callers: committed?.callers(),
      };
      const optionsOf = (name: TableName) =>
        name === 'usage_records' ? { beforeRead } : { ...committed?.tableCache(name), sealer };
      return work(createTables(session, others, optionsOf));
    }, caller);
  }

  /** A transaction that is still running when the view's time is over is rolled back; one that is being committed is not. */
  async transact<T>(
    work: (tables: Tables) => Promise<T>,
    owner?: string,
    view: RequestView = {},
  ): Promise<T> {
    const traces = this.#traces;
    if (traces === undefined) return this.#transact(work, owner, view);
    return traces.database('transaction', () => this.#transact(traces.bind(work), owner, view));
  }

  async #transact<T>(
    work: (tables: Tables) => Promise<T>,
    owner: string | undefined,
    { limit, caller }: RequestView,
  ): Promise<T> {
    let earliest: Instant | undefined;
    let hints: DueHint[] = [];
    let sealer: RowSealer | undefined;
    const result = await this.#database.transact(
      async (plain) => {
        const transaction = limit === undefined ? plain : new TransactionInTime(plain, limit);
        const tasks = new SqlTaskQueue(transaction, this.#traces);
        // A transaction may be run again after a conflict.
        hints = [];
        const onDelivery = (row: AnyRow) => hints.push(hintOf(row));
        sealer = this.#sealing?.session(transaction);
        const outbox = () => this.#database.outbox(transaction, openWith(sealer));
        const queues = { tasks, outbox, feed: () => this.#database.feed(transaction) };
        const value = await work(transactionTables(transaction, queues, onDelivery, sealer));
        if (limit !== undefined) requireTime(limit);
        earliest = tasks.earliest;
        return value;
      },
      owner,
      caller,
    );
    sealer?.committed();
    if (earliest !== undefined) this.#onScheduled(earliest);
    if (hints.length > 0) this.#onDeliveries(hints);
    return result;
  }

  /** Returns the store as a request sees it whose time is over when `limit` is. */
  within(limit: TimeLimit): Store {
    return new RequestStore(this, { limit });
  }

  /** Remembers callers: as committed, where that can be told at once, and otherwise until the first statement tells. */
  remembered(secretId: string, view: RequestView = {}): RememberedCaller | undefined {
    const { committedCaller } = this.#database;
    if (committedCaller !== undefined) {
      const committed = committedCaller.call(this.#database, secretId);
      return committed && { holder: committed, isConfirmed: true };
    }
    const found = this.#callers.get(secretId);
    if (found === undefined) return undefined;
    const { holder, check } = found;
    return {
      holder,
      store: new RequestStore(this, { ...view, caller: check }),
      get isConfirmed() {
        return check.isConfirmed;
      },
    };
  }

  countRequest(windows: readonly RateWindow[], now: Instant): Immediate<readonly number[]> {
    return this.#database.countRequest(windows, now);
  }

  /** Buffers the record for up to a second. */
  recordUsage(record: UsageRecord): Immediate<void> {
    return this.#usage.add(record);
  }

  /** Buffers the use for up to a second. */
  recordKeyUse(keyId: string, usedAt: Instant): Promise<void> {
    return this.#usage.addKeyUse(keyId, usedAt);
  }

  scrub(): Promise<void> {
    return this.#database.scrub();
  }

  async nextDue(held?: HeldTasks, queue?: QueueName): Promise<Instant | undefined> {
    const task = queue === 'deliveries' ? undefined : await this.#database.nextDue(held);
    const delivery = queue === 'tasks' ? undefined : await this.#nextDelivery();
    if (task === undefined || delivery === undefined) return task ?? delivery;
    return Math.min(task, delivery);
  }

  watch(subject: string, listener: ChangeListener): () => void {
    return this.#watchers.watch(subject, listener);
  }

  /** Traces reads and transactions from now on. */
  useTraces(traces: ServerTraces): void {
    this.#traces = traces;
  }

  /** Shares counts and wake-ups with other processes by means of `shared` from now on; undefined ends that. */
  useShared(shared: SharedMemory | undefined): void {
    this.#database.useShared?.(shared);
  }

  /** Calls `listener` after each commit of this process that scheduled tasks, with the earliest due time. */
  onScheduled(listener: (dueAt: Instant) => void): void {
    this.#onScheduled = listener;
  }

  /** Calls `listener` after each commit of this process that added deliveries. */
  onDeliveries(listener: (hints: readonly DueHint[]) => void): void {
    this.#onDeliveries = listener;
  }

  /**
   * Returns the number of scheduled tasks by kind, the balance of each ledger account over all organizations in US cents,
   * and what is used of each quota at `now`.
   */
  statistics(now: Instant): Promise<StoreStatistics> {
    return this.#database.read((session) => readStatistics(session, now));
  }

  /**
   * Seals what describes people, and what is the customer's content, under a data key for each organization, which the
   * keyring wraps (contract §8). Seals what earlier versions stored readable before it resolves. Without it, rows are
   * stored readable and sealed ones cannot be read.
   */
  async useKeyring(
    keyring: KeyWrapper,
    { storesForErased = false }: KeyringOptions = {},
  ): Promise<void> {
    const keys = new DataKeys(keyring);
    const indexKey = await this.#database.transact((transaction) =>
      new SessionKeys(keys, transaction).obtain(EMAIL_INDEX_KEY),
    );
    const sealing = new Sealing(keys, indexKey, storesForErased);
    this.#sealing = sealing;
    await sealExistingRows<Transaction>(
      {
        transact: (work) => this.#database.transact(work),
        scrub: () => this.#database.scrub(),
        openTable: (name, session, sealer) => new SqlTable(name, session, { sealer }),
      },
      sealing,
    );
  }

  /** Returns the data key of an organization, or undefined when it has none or was erased. */
  async dataKey(organizationId: string): Promise<KeyObject | undefined> {
    const keys = this.#sealing?.keys;
    if (keys === undefined) throw new Error('Data keys need a keyring; call useKeyring first');
    const cached = keys.cached(organizationId);
    if (cached !== undefined) return cached ?? undefined;
    return this.#database.read(async (session) => {
      const ofSession = new SessionKeys(keys, session);
      await ofSession.load([organizationId]);
      return ofSession.known(organizationId) ?? undefined;
    });
  }

  /** Runs the server's own statements, which no port of the engine covers, on one snapshot. */
  readSql<T>(work: (session: Session) => Promise<T>): Promise<T> {
    return this.#database.read((session) => work(session));
  }

  /** Runs the server's own statements in one transaction, which may run again after a conflict. */
  writeSql<T>(work: (session: Session) => Promise<T>): Promise<T> {
    return this.#database.transact(work);
  }

  /** Writes a row of this process alone, ahead of every transaction: rejects while requests would get a 503. */
  beat(now: Instant): Promise<void> {
    this.#hasHeartbeat = true;
    return this.#database.beat(heartbeat(this.#process, now));
  }

  /** Returns the latest time that a server on this database has seen, or undefined for a new database. */
  readLatestTime(): Promise<Instant | undefined> {
    return this.#database.read(readLatestTime);
  }

  /** Raises the latest time seen. */
  noteTime(now: Instant): Promise<void> {
    return this.#database.transact((transaction) => noteTime(transaction, now));
  }

  /** Sets the latest time seen, to an earlier one too: an operator, or another clock, says that it is right. */
  acceptTime(now: Instant): Promise<void> {
    return this.#database.transact((transaction) => acceptTime(transaction, now));
  }

  /** Makes tasks due that a clock which ran ahead has scheduled more than a day from now. Returns how many. */
  capDueTimes(now: Instant): Promise<number> {
    return this.#database.transact((transaction) => capDueTimes(transaction, now));
  }

  /** Returns the time of the database server's clock; undefined when it is this process's own. */
  databaseTime(): Promise<Instant | undefined> {
    return this.#database.now();
  }

  /** Writes buffered records. Also called automatically every second. */
  async tidy(): Promise<void> {
    await this.#usage.flush();
    await this.#database.tidy();
  }

  async close(): Promise<void> {
    await this.#stopTidying();
    await this.tidy().catch(this.#onError);
    if (this.#hasHeartbeat) await this.#endHeartbeat().catch(this.#onError);
    await this.#database.close();
  }

  #traced<T>(statement: () => Promise<T>): Promise<T> {
    return this.#traces?.database('transaction', statement) ?? statement();
  }

  /** Reads no more than the data keys that are not cached. */
  #decode<Name extends TableName>(
    name: Name,
    rows: readonly SqlRow[],
  ): Promise<readonly RowOf<Name>[]> {
    return this.#database.read((session) => {
      const sealer = this.#sealing?.session(session);
      return new SqlTable(name, session, { sealer }).decodeAll(rows);
    });
  }

  #endHeartbeat(): Promise<void> {
    return this.#database.beat(lastHeartbeat(this.#process, Date.now()));
  }

  #nextDelivery(): Promise<Instant | undefined> {
    return this.#database.read((session) =>
      this.#database.outbox(session, openWith(undefined)).nextDue(),
    );
  }
}

function hintOf({ organization_id, endpoint_id, next_attempt_at }: AnyRow): DueHint {
  return {
    organization_id: String(organization_id),
    endpoint_id: String(endpoint_id),
    due_at: Number(next_attempt_at),
  };
}

function ignoreOutage(error: unknown): void {
  if (!(error instanceof UnavailableError)) throw error;
}

const NO_TASKS: TaskQueue = {
  schedule: () => Promise.reject(new Error('Tasks can only be scheduled in a transaction')),
  take: () => Promise.reject(new Error('Tasks can only be taken in a transaction')),
};

function transactionTables(
  transaction: Transaction,
  queues: Queues,
  onDelivery: (row: AnyRow) => void,
  sealer: RowSealer | undefined,
): Tables {
  const onWrite = (id: string, isNew: boolean) => transaction.announce(id, isNew);
  const onEvent = (row: AnyRow) => transaction.announce(eventsOf(row as never), false);
  return createTables(transaction, queues, (name) => {
    const options = { rows: new Map(), sealer };
    if (name === 'jobs') return { ...options, onWrite };
    if (name === 'events') return { ...options, onInsert: onEvent };
    return name === 'deliveries' ? { ...options, onInsert: onDelivery } : options;
  });
}
