import type { Instant, RateWindow, TaskRecord } from '@firsthandapi/engine';
import type { CommittedRows } from './committed-rows.ts';
import type { Session } from './session.ts';

/** A session whose writes are kept together or not at all, as if nobody else were writing. */
export interface Transaction extends Session {
  /** Removes and returns the first task due at or before `now` that nobody else is performing. */
  takeTask(now: Instant): Promise<TaskRecord | undefined>;
  /** Tells whoever watches the job, once the transaction is committed. A new job can only be watched in this process. */
  announceJob(id: string, isNew: boolean): void;
}

/** Everything in which SQLite and PostgreSQL differ. Implemented in `storage/sqlite/` and `storage/postgres/`. */
export interface Database {
  /**
   * Runs `work` on one committed state: what commits meanwhile is not seen, or seen whole. A database that can tell
   * whether anything was committed since gives what earlier reads have seen of that state.
   */
  read<T>(work: (session: Session, committed?: CommittedRows) => Promise<T>): Promise<T>;
  /**
   * Runs `work` in a transaction and resolves once its writes are durable. May run it again from the start when it
   * collided with another, so `work` must leave nothing behind but what it writes.
   */
  transact<T>(work: (transaction: Transaction) => Promise<T>): Promise<T>;
  /** Counts one request in each window and returns the counts, this request included. */
  countRequest(windows: readonly RateWindow[], now: Instant): Promise<readonly number[]>;
  nextDue(): Promise<Instant | undefined>;
  /** Calls `listener` after commits that changed a job; without an id when changes may have been missed. */
  onJobChange(listener: (id: string | undefined) => void): void;
  /** Writes what is buffered and forgets what is over. Called every second, and before `close`. */
  tidy(): Promise<void>;
  close(): Promise<void>;
}

/** What the databases call the parts of a table, for migrations. */
export interface SchemaWords {
  readonly dialect: 'sqlite' | 'postgres';
  readonly words: Readonly<Record<string, string>>;
}

/** Runs one migration, and notes its version, in one transaction while no other process migrates. */
export interface SchemaDatabase extends SchemaWords {
  /** The version of the schema; 0 for an empty database. */
  version(): Promise<number>;
  /** Runs the statements and sets the version, unless another process has done it meanwhile. */
  advance(version: number, statements: readonly string[]): Promise<void>;
}
