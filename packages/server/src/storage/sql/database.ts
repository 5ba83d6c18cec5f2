import type {
  DeliveryStatements,
  EventFeed,
  EventRecord,
  HeldTasks,
  Immediate,
  Instant,
  KeyHolder,
  RateWindow,
  TaskRecord,
  WebhookEndpointRecord,
} from '@firsthandapi/engine';
import type { CallerCheck } from '../requests/remembered-callers.ts';
import type { SharedMemory } from '../shared/shared-memory.ts';
import type { CommittedRows } from './committed-rows.ts';
import type { Heartbeat } from './heartbeats.ts';
import type { Session, SqlRow } from './session.ts';
import type { OpenDestinations, SqlOutbox } from './sql-outbox.ts';

/** A session whose writes are committed atomically, isolated from other transactions. */
export interface Transaction extends Session {
  /** Removes and returns the first task due at or before `now` that no other worker has claimed and that is not held. */
  takeTask(now: Instant, held?: HeldTasks): Promise<TaskRecord | undefined>;
  /** Notifies the subject's watchers after the commit; with `isLocal`, only those in this process, as for a new job. */
  announce(subject: string, isLocal: boolean): void;
}

/** Converts stored rows to their records. */
export interface ClaimedRows {
  events(rows: readonly SqlRow[]): Promise<readonly EventRecord[]>;
  endpoints(rows: readonly SqlRow[]): Promise<readonly WebhookEndpointRecord[]>;
}

/** Everything that differs between SQLite and PostgreSQL. Implemented in `storage/sqlite/` and `storage/postgres/`. */
export interface Database {
  /**
   * Runs `work` on committed data: a concurrent commit is either invisible or visible as a whole. A database that can
   * detect commits also passes the cache of rows that earlier reads have seen. Runs `work` again after a conflict with
   * another process, so `work` must have no side effects.
   *
   * @param caller Settled by the first statement, on its snapshot. Only of a database whose sessions have `merged` reads.
   */
  read<T>(
    work: (session: Session, committed?: CommittedRows) => Promise<T>,
    caller?: CallerCheck,
  ): Promise<T>;
  /**
   * Runs `work` in a transaction and resolves once its writes are durable. Runs it again from the start after a
   * conflict with another transaction, so `work` must have no side effects other than its writes.
   *
   * @param owner The organization whose rows alone `work` reads and writes. Default: any rows.
   * @param caller As for `read`. Nothing is committed unless it is confirmed.
   */
  transact<T>(
    work: (transaction: Transaction) => Promise<T>,
    owner?: string,
    caller?: CallerCheck,
  ): Promise<T>;
  /**
   * Executes one statement by itself, ahead of every transaction that waits, so that it tells within a second whether the
   * database takes writes.
   *
   * @throws UnavailableError when it takes none, and when requests cannot be served for another reason
   */
  beat(heartbeat: Heartbeat): Promise<void>;
  /** Counts one request in each window and returns the counts, this request included. */
  countRequest(windows: readonly RateWindow[], now: Instant): Immediate<readonly number[]>;
  nextDue(held?: HeldTasks): Promise<Instant | undefined>;
  /**
   * Returns the holder of a secret as it is committed, if an earlier read has found it and nothing was committed since.
   * Absent where only a statement can tell.
   */
  committedCaller?(secretId: string): KeyHolder | undefined;
  /** Returns the time of the database server's clock; undefined for a database without a server. */
  now(): Promise<Instant | undefined>;
  /** Returns the outbox over a session of this database. */
  outbox(session: Session, open: OpenDestinations): SqlOutbox;
  /** Absent where a transaction costs no more than a statement. */
  deliveryStatements?(decode: ClaimedRows): DeliveryStatements;
  /** Returns the events' feed over a session of this database. */
  feed(session: Session): EventFeed;
  /** Counts requests and tells other processes of changes by means of `shared` from now on, for as long as that works. */
  useShared?(shared: SharedMemory | undefined): void;
  /** Calls `listener` after each commit that changed a subject; without one when changes may have been missed. */
  onChange(listener: (subject: string | undefined) => void): void;
  /** Removes copies of deleted rows that are outside of the tables, such as in a write-ahead log. */
  scrub(): Promise<void>;
  /** Writes buffered data and removes expired data. Called every second, and before `close`. */
  tidy(): Promise<void>;
  close(): Promise<void>;
}

/** How a database spells the placeholders in migrations. */
export interface SchemaWords {
  readonly dialect: 'sqlite' | 'postgres';
  readonly words: Readonly<Record<string, string>>;
}

/** Reads and advances the version of a database's schema. */
export interface SchemaDatabase extends SchemaWords {
  /** The version of the schema; 0 for an empty database. */
  version(): Promise<number>;
  /**
   * Runs the statements and sets the version, in one transaction under a lock, unless another process has already done
   * so.
   */
  advance(version: number, statements: readonly string[]): Promise<void>;
}
