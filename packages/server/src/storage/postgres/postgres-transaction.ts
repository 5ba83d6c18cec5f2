import type { HeldTasks, Instant, TaskRecord } from '@firsthandapi/engine';
import type { Transaction } from '../sql/database.ts';
import type { SqlRow, SqlValue } from '../sql/session.ts';
import type { Connection, StatementResult } from './connection-pool.ts';
import { JOB_CHANNEL } from './job-notifications.ts';
import type { TaskClaims } from './postgres-task-claims.ts';

/** At this many unanswered writes a transaction waits for them, so that a long one is not taken for a lost connection. */
const MAX_PENDING_WRITES = 64;

/**
 * One serialisable transaction on its own connection. Writes are pipelined and awaited in `commit` or `rollback`, so
 * that a transaction costs a round trip for each read, not for each write.
 */
export class PostgresTransaction implements Transaction {
  readonly #connection: Connection;
  readonly #claims: TaskClaims;
  readonly #origin: string;
  readonly #pending: Promise<void>[] = [];
  readonly changedJobs = new Set<string>();
  readonly #announcements = new Set<string>();
  readonly #taken: TaskRecord[] = [];
  /** The first error. Later ones are its consequences. */
  failure: unknown;

  /** @param origin Identifies this process in its notifications. */
  constructor(connection: Connection, claims: TaskClaims, origin: string) {
    this.#connection = connection;
    this.#claims = claims;
    this.#origin = origin;
    this.#await(this.#note(connection.command('BEGIN ISOLATION LEVEL SERIALIZABLE')));
  }

  async all(statement: string, values: readonly SqlValue[]): Promise<readonly SqlRow[]> {
    return (await this.#execute(statement, values)).rows;
  }

  scan(statement: string, values: readonly SqlValue[]): Promise<readonly SqlRow[]> {
    return this.all(statement, values);
  }

  async run(statement: string, values: readonly SqlValue[]): Promise<number> {
    return (await this.#execute(statement, values)).count;
  }

  async write(statement: string, values: readonly SqlValue[], absent?: () => Error): Promise<void> {
    if (this.#pending.length >= MAX_PENDING_WRITES) await this.#settle();
    const written = this.#execute(statement, values).then(({ count }) => {
      if (count === 0 && absent !== undefined) this.failure ??= absent();
    });
    this.#await(written);
  }

  async takeTask(now: Instant, held?: HeldTasks): Promise<TaskRecord | undefined> {
    for (;;) {
      const task = await this.#claims.next(now, held);
      if (task === undefined) return undefined;
      this.#taken.push(task);
      // Deletes nothing when the claim has expired and another process has taken the task.
      const count = await this.run('DELETE FROM tasks WHERE sequence = ?', [task.sequence]);
      if (count === 1) return task;
      this.#taken.pop();
    }
  }

  announceJob(id: string, isNew: boolean): void {
    this.changedJobs.add(id);
    if (!isNew) this.#announcements.add(id);
  }

  async commit(): Promise<void> {
    for (const id of this.#announcements) {
      await this.write('SELECT pg_notify(?, ?)', [JOB_CHANNEL, `${this.#origin} ${id}`]);
    }
    await this.#settle();
    if (this.failure !== undefined) throw this.failure;
    await this.#connection.command('COMMIT');
  }

  async rollback(): Promise<void> {
    await this.#settle();
    // Fails only on a broken connection, whose transaction the server rolls back itself.
    await this.#connection.command('ROLLBACK').catch(() => {});
    this.#claims.giveBack(this.#taken);
  }

  async #settle(): Promise<void> {
    await Promise.all(this.#pending.splice(0));
  }

  /** Waits for the response later, in `#settle`. */
  #await(response: Promise<void>): void {
    this.#pending.push(response.catch(() => {}));
  }

  #execute(statement: string, values: readonly SqlValue[]): Promise<StatementResult> {
    return this.#note(this.#connection.execute(statement, values));
  }

  /** Notes the first failure. Directly on each response, so that failures are seen in the order of the statements. */
  #note<T>(response: Promise<T>): Promise<T> {
    return response.catch((error: unknown) => {
      this.failure ??= error;
      throw error;
    });
  }
}
