import type { Instant, TaskRecord } from '@firsthandapi/engine';
import type { Transaction } from '../sql/database.ts';
import type { SqlRow, SqlValue } from '../sql/session.ts';
import { JOB_CHANNEL, numbered, type PostgresClient } from './postgres-client.ts';
import type { TaskClaims } from './postgres-task-claims.ts';

/**
 * One serialisable transaction on its own connection. Writes are pipelined and awaited in `commit` or `rollback`, so
 * that a transaction costs a round trip for each read, not for each write.
 */
export class PostgresTransaction implements Transaction {
  readonly #connection: PostgresClient;
  readonly #claims: TaskClaims;
  readonly #origin: string;
  readonly #pending: Promise<void>[] = [];
  readonly changedJobs = new Set<string>();
  readonly #announcements = new Set<string>();
  readonly #taken: TaskRecord[] = [];
  /** The first error. Later ones are its consequences. */
  failure: unknown;

  /** @param origin Identifies this process in its notifications. */
  constructor(connection: PostgresClient, claims: TaskClaims, origin: string) {
    this.#connection = connection;
    this.#claims = claims;
    this.#origin = origin;
    this.#send('BEGIN ISOLATION LEVEL SERIALIZABLE');
  }

  async all(statement: string, values: readonly SqlValue[]): Promise<readonly SqlRow[]> {
    return (await this.#execute(statement, values)) as unknown as SqlRow[];
  }

  scan(statement: string, values: readonly SqlValue[]): Promise<readonly SqlRow[]> {
    return this.all(statement, values);
  }

  async run(statement: string, values: readonly SqlValue[]): Promise<number> {
    return (await this.#execute(statement, values)).count;
  }

  async write(statement: string, values: readonly SqlValue[], absent?: () => Error): Promise<void> {
    const written = this.#execute(statement, values).then(({ count }) => {
      if (count === 0 && absent !== undefined) this.failure ??= absent();
    });
    this.#pending.push(written.catch(() => {}));
  }

  async takeTask(now: Instant): Promise<TaskRecord | undefined> {
    for (;;) {
      const task = await this.#claims.next(now);
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
    await Promise.all(this.#pending);
    if (this.failure !== undefined) throw this.failure;
    await this.#connection.unsafe('COMMIT');
  }

  async rollback(): Promise<void> {
    await Promise.all(this.#pending);
    // Fails only on a broken connection, whose transaction the server rolls back itself.
    await this.#connection.unsafe('ROLLBACK').catch(() => {});
    this.#claims.giveBack(this.#taken);
  }

  #send(statement: string): void {
    const sent = this.#connection.unsafe(statement).then(
      () => {},
      (error: unknown) => {
        this.failure ??= error;
      },
    );
    this.#pending.push(sent);
  }

  async #execute(statement: string, values: readonly SqlValue[]) {
    try {
      return await this.#connection.unsafe(numbered(statement), values as SqlValue[], {
        prepare: true,
      });
    } catch (error) {
      this.failure ??= error;
      throw error;
    }
  }
}
