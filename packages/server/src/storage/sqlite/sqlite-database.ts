import { DatabaseSync } from 'node:sqlite';
import {
  type EventFeed,
  type HeldTasks,
  type Instant,
  type KeyHolder,
  type RateWindow,
  type TaskRecord,
  UnavailableError,
} from '@firsthandapi/engine';
import { SqlEventFeed } from '../feed/sql-event-feed.ts';
import { RateWindows } from '../requests/rate-windows.ts';
import { CommittedRows } from '../sql/committed-rows.ts';
import type { Database, SchemaDatabase, Transaction } from '../sql/database.ts';
import type { Heartbeat } from '../sql/heartbeats.ts';
import type { Session, SqlValue } from '../sql/session.ts';
import type { OpenDestinations } from '../sql/sql-outbox.ts';
import { taskOf, unlessHeld } from '../sql/sql-task-queue.ts';
import { DatabaseFile } from './database-file.ts';
import { GroupCommit } from './group-commit.ts';
import { ReadThread } from './read-thread.ts';
import { HEARTBEAT_LIMIT_MS, OPENING_LIMIT_MS, retryWhileBusy } from './retry-while-busy.ts';
import { toStoreError } from './sqlite-errors.ts';
import { SqliteOutbox } from './sqlite-outbox.ts';
import { SqliteSession } from './sqlite-session.ts';

/** One transaction writes at a time: what has committed is all that can have an earlier position. */
const FRONTIER = 'SELECT coalesce(max(position), 0) + 1 AS frontier FROM event_clock';

/**
 * SQLite through Node's built-in driver: one writer, whose commits are on disk before they are acknowledged, and one
 * reader that sees the last commit while the writer is busy.
 */
export class SqliteDatabase implements Database {
  readonly #writer: DatabaseSync;
  readonly #readerConnection: DatabaseSync;
  readonly #reader: SqliteSession;
  readonly #thread: ReadThread;
  readonly #session: SqliteSession;
  readonly #committed: CommittedRows;
  readonly #file: DatabaseFile;
  readonly #commits: GroupCommit;
  readonly #windows = new RateWindows();
  #isScrubDue = false;
  #notify: (subject: string) => void = () => {};

  private constructor(path: string, writer: DatabaseSync, reader: DatabaseSync) {
    this.#writer = writer;
    this.#readerConnection = reader;
    this.#session = new SqliteSession(this.#writer);
    this.#thread = new ReadThread(path);
    this.#reader = new SqliteSession(this.#readerConnection, this.#thread);
    const version = this.#readerConnection.prepare('PRAGMA data_version');
    this.#committed = new CommittedRows(() => version.get()?.data_version);
    this.#file = new DatabaseFile(path);
    this.#commits = new GroupCommit({
      begin: () => retryWhileBusy(() => this.#begin()),
      mark: () => this.#session.runNow('SAVEPOINT work'),
      keep: () => this.#session.runNow('RELEASE work'),
      undo: () => {
        this.#session.runNow('ROLLBACK TO work');
        this.#session.runNow('RELEASE work');
      },
      commit: () => this.#commit(),
      rollback: () => this.#rollback(),
    });
  }

  /** Opens the file, and waits up to five seconds for another process that holds it. */
  static async open(path: string): Promise<SqliteDatabase> {
    const connections: DatabaseSync[] = [];
    try {
      for (const _ of ['writer', 'reader']) connections.push(await openConnection(path));
      const [writer, reader] = connections as [DatabaseSync, DatabaseSync];
      const database = new SqliteDatabase(path, writer, reader);
      await retryWhileBusy(() => database.#loadWindows(), OPENING_LIMIT_MS);
      // A process that was killed may have left the log behind.
      database.#isScrubDue = !emptyLog(writer);
      return database;
    } catch (error) {
      for (const connection of connections) connection.close();
      throw toStoreError(error);
    }
  }

  /** Statements and commits take turns on one thread, so no commit comes between the statements of a read. */
  async read<T>(work: (session: Session, committed: CommittedRows) => Promise<T>): Promise<T> {
    try {
      return await retryWhileBusy(() => {
        this.#committed.refresh();
        return work(this.#reader, this.#committed);
      });
    } catch (error) {
      throw toStoreError(error);
    }
  }

  committedCaller(secretId: string): KeyHolder | undefined {
    try {
      this.#committed.refresh();
      return this.#committed.caller(secretId);
    } catch {
      // The read that follows meets the same failure, and can wait until another process lets go of the file.
      return undefined;
    }
  }

  async transact<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    let changed: Set<string> = new Set();
    const run = this.#commits.run(() => {
      changed = new Set();
      return work(new SqliteTransaction(this.#session, changed));
    });
    const result = await run.catch((error: unknown) => Promise.reject(toStoreError(error)));
    for (const subject of changed) this.#notify(subject);
    return result;
  }

  /** Waits only for the transaction that is open, not for the work that is queued, nor for another process as long as it does. */
  async beat({ statement, values }: Heartbeat): Promise<void> {
    const write = () => {
      this.#begin();
      try {
        this.#session.runNow(statement, values);
        this.#commit();
      } catch (error) {
        this.#rollback();
        throw error;
      }
    };
    try {
      await retryWhileBusy(
        () => (this.#writer.isTransaction ? this.#commits.runBetween(write) : write()),
        HEARTBEAT_LIMIT_MS,
      );
    } catch (error) {
      throw toStoreError(error);
    }
  }

  /** Counts in memory, since one process owns the file, and writes in `tidy`, so that reading costs no commit. */
  countRequest(windows: readonly RateWindow[], now: Instant): readonly number[] {
    return this.#windows.count(windows, now);
  }

  async nextDue(held?: HeldTasks): Promise<Instant | undefined> {
    const { condition, values } = unlessHeld(held);
    const statement = `SELECT due_at FROM tasks WHERE true ${condition} ORDER BY due_at, sequence LIMIT 1`;
    const [row] = await this.read((session) => session.all(statement, values));
    return row === undefined ? undefined : Number(row.due_at);
  }

  async now(): Promise<undefined> {
    return undefined;
  }

  outbox(session: Session, open: OpenDestinations): SqliteOutbox {
    return new SqliteOutbox(session, open);
  }

  feed(session: Session): EventFeed {
    return new SqlEventFeed(session, FRONTIER);
  }

  onChange(listener: (subject: string | undefined) => void): void {
    this.#notify = listener;
  }

  /**
   * Copies the write-ahead log into the database and empties it: until then it holds earlier versions of the rows. While
   * another process reads, `tidy` tries again.
   */
  async scrub(): Promise<void> {
    this.#isScrubDue = true;
    await this.#commits.runBetween(() => {
      if (!this.#isScrubDue) return;
      this.#isScrubDue = !emptyLog(this.#writer);
    });
  }

  async tidy(): Promise<void> {
    if (this.#isScrubDue) await this.scrub();
    const changed = this.#windows.takeChanged();
    const { now } = this.#windows;
    if (changed.length === 0) return;
    await this.transact(async (transaction) => {
      await transaction.run('DELETE FROM rate_windows WHERE reset_at <= ?', [now]);
      for (const { key, resetAt, count } of changed) {
        await transaction.run(
          'INSERT OR REPLACE INTO rate_windows (key, reset_at, count) VALUES (?, ?, ?)',
          [key, resetAt, count],
        );
      }
    });
  }

  async close(): Promise<void> {
    await this.#commits.idle();
    await this.#thread.close();
    this.#readerConnection.close();
    this.#writer.close();
  }

  #begin(): void {
    this.#file.requirePresent();
    // Ends a transaction that a failed rollback has left open.
    this.#rollback();
    this.#session.runNow('BEGIN IMMEDIATE');
  }

  #commit(): void {
    this.#session.runNow('COMMIT');
    this.#committed.noteCommit();
  }

  #rollback(): void {
    if (this.#writer.isTransaction) this.#session.runNow('ROLLBACK');
  }

  #loadWindows(): void {
    // The table is missing before the first migration.
    const exists = this.#writer.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'rate_windows'");
    if (exists.get() === undefined) return;
    const rows = this.#writer.prepare('SELECT key, reset_at, count FROM rate_windows').all();
    for (const row of rows) {
      this.#windows.set(String(row.key), Number(row.reset_at), Number(row.count));
    }
  }
}

/** One transaction of the writer. `GroupCommit` commits it or rolls it back. */
class SqliteTransaction implements Transaction {
  readonly #session: SqliteSession;
  readonly #changed: Set<string>;
  readonly all: Session['all'];
  readonly scan: Session['scan'];

  constructor(session: SqliteSession, changed: Set<string>) {
    this.#session = session;
    this.#changed = changed;
    this.all = (statement, values) => session.all(statement, values);
    this.scan = this.all;
  }

  run(statement: string, values: readonly SqlValue[]): Promise<number> {
    return this.#session.run(statement, values);
  }

  write(statement: string, values: readonly SqlValue[], absent?: () => Error): Promise<void> {
    return this.#session.write(statement, values, absent);
  }

  async takeTask(now: Instant, held?: HeldTasks): Promise<TaskRecord | undefined> {
    const { condition, values } = unlessHeld(held);
    const [row] = await this.#session.all(
      `DELETE FROM tasks WHERE sequence = (
        SELECT sequence FROM tasks WHERE due_at <= ? ${condition} ORDER BY due_at, sequence LIMIT 1
      ) RETURNING *`,
      [now, ...values],
    );
    return row && taskOf(row);
  }

  announce(subject: string): void {
    this.#changed.add(subject);
  }
}

/** Opens a SQLite file for migrations. */
export async function sqliteSchema(path: string): Promise<SchemaDatabase & { close(): void }> {
  const connection = await openConnection(path);
  const version = () => Number(connection.prepare('PRAGMA user_version').get()?.user_version);
  return {
    dialect: 'sqlite',
    words: {
      text: 'TEXT',
      integer: 'INTEGER',
      real: 'REAL',
      boolean: 'INTEGER',
      json: 'TEXT',
      sequence: 'INTEGER PRIMARY KEY AUTOINCREMENT',
      unlogged: '',
      strict: 'STRICT',
      deferred: 'DEFERRABLE INITIALLY DEFERRED',
    },
    version: () => retryWhileBusy(version, OPENING_LIMIT_MS),
    async advance(next, statements) {
      await retryWhileBusy(() => connection.exec('BEGIN IMMEDIATE'), OPENING_LIMIT_MS);
      try {
        if (version() < next) {
          for (const statement of statements) connection.exec(statement);
          connection.exec(`PRAGMA user_version = ${next}`);
        }
        connection.exec('COMMIT');
      } catch (error) {
        if (connection.isTransaction) connection.exec('ROLLBACK');
        throw error;
      }
    },
    close: () => connection.close(),
  };
}

/** Returns false when another connection is reading from the log, or the disk is full: it can be emptied later. */
function emptyLog(connection: DatabaseSync): boolean {
  try {
    return connection.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get()?.busy === 0;
  } catch (error) {
    if (toStoreError(error) instanceof UnavailableError) return false;
    throw error;
  }
}

async function openConnection(path: string): Promise<DatabaseSync> {
  try {
    return await retryWhileBusy(() => connect(path), OPENING_LIMIT_MS);
  } catch (error) {
    throw toStoreError(error);
  }
}

function connect(path: string): DatabaseSync {
  const connection = new DatabaseSync(path);
  try {
    configure(connection);
    return connection;
  } catch (error) {
    connection.close();
    throw error;
  }
}

function configure(connection: DatabaseSync): void {
  // SQLite would wait by blocking the event loop; `retryWhileBusy` waits instead.
  connection.exec('PRAGMA busy_timeout = 0');
  connection.exec('PRAGMA journal_mode = WAL');
  // FULL: a commit is on disk before it is acknowledged, and survives a power failure.
  connection.exec('PRAGMA synchronous = FULL');
  connection.exec('PRAGMA foreign_keys = ON');
  // Overwrites deleted content with zeros, in pages that stay and in pages that become free (contract §8).
  connection.exec('PRAGMA secure_delete = ON');
  connection.exec('PRAGMA temp_store = MEMORY');
  // 64 MB of pages each for the writer and the reader.
  connection.exec('PRAGMA cache_size = -65536');
}
