import type { HeldTasks, Instant, TaskRecord } from '@firsthandapi/engine';
import type { Transaction } from '../sql/database.ts';
import type { SqlRow, SqlValue } from '../sql/session.ts';
import type { TaskClaims } from './postgres-task-claims.ts';
import type { PostgresTransaction } from './postgres-transaction.ts';

/** Tasks that a piece has to wait for outside of its transaction. */
export interface WantedTasks {
  readonly now: Instant;
  readonly held: HeldTasks | undefined;
}

/** The piece asks for a task while none is claimed. It runs again after the claim. */
class NeedsClaim extends Error {}

export interface PieceOptions {
  readonly claims: TaskClaims;
  /** The mark of the claims that the transaction sees. */
  readonly mark: number;
  /** The piece is undone with its transaction, and needs no savepoint. */
  readonly isAlone: boolean;
  /** It has waited for a claim before: when nothing is claimed now, nothing was due. */
  readonly hasWaited: boolean;
}

/** One of the pieces of work that share a transaction. It can be undone without the others. */
export class TransactionPiece implements Transaction {
  readonly #transaction: PostgresTransaction;
  readonly #options: PieceOptions;
  readonly changedJobs = new Set<string>();
  /** Changed jobs that other processes may be watching. */
  readonly announcements = new Set<string>();
  readonly #taken: TaskRecord[] = [];
  #hasWritten = false;
  /** Set when the piece has to run again after tasks were claimed for it. */
  wanted: WantedTasks | undefined;

  constructor(transaction: PostgresTransaction, options: PieceOptions) {
    this.#transaction = transaction;
    this.#options = options;
  }

  async all(statement: string, values: readonly SqlValue[]): Promise<readonly SqlRow[]> {
    // An UPDATE with RETURNING writes as well.
    if (!statement.startsWith('SELECT')) this.#beginWriting();
    return (await this.#transaction.execute(statement, values)).rows;
  }

  scan(statement: string, values: readonly SqlValue[]): Promise<readonly SqlRow[]> {
    return this.all(statement, values);
  }

  async run(statement: string, values: readonly SqlValue[]): Promise<number> {
    this.#beginWriting();
    return (await this.#transaction.execute(statement, values)).count;
  }

  write(statement: string, values: readonly SqlValue[], absent?: () => Error): Promise<void> {
    this.#beginWriting();
    return this.#transaction.write(statement, values, absent);
  }

  async takeTask(now: Instant, held?: HeldTasks): Promise<TaskRecord | undefined> {
    const { claims, mark, hasWaited } = this.#options;
    for (;;) {
      const task = claims.next(now, held, mark);
      if (task === undefined) {
        if (hasWaited) return undefined;
        this.wanted = { now, held };
        throw new NeedsClaim('No task is claimed');
      }
      this.#taken.push(task);
      // Deletes nothing when the claim has expired and another process has taken the task.
      const count = await this.run('DELETE FROM tasks WHERE sequence = ?', [task.sequence]);
      if (count === 1) return task;
      this.#taken.pop();
    }
  }

  announceJob(id: string, isNew: boolean): void {
    this.changedJobs.add(id);
    if (!isNew) this.announcements.add(id);
  }

  /** Ends the piece, whose writes are committed with the transaction. */
  keep(): void {
    if (this.#hasWritten && !this.#options.isAlone)
      this.#transaction.command('RELEASE SAVEPOINT piece');
  }

  /** Ends the piece and takes back its writes. */
  undo(): void {
    if (this.#hasWritten && !this.#options.isAlone) {
      this.#transaction.command('ROLLBACK TO SAVEPOINT piece');
      this.#transaction.command('RELEASE SAVEPOINT piece');
    }
    this.giveTasksBack();
  }

  /** Makes the tasks of a piece that was rolled back available again. */
  giveTasksBack(): void {
    this.#options.claims.giveBack(this.#taken.splice(0));
  }

  /** Costs no round trip: it is sent together with the first write. */
  #beginWriting(): void {
    if (!this.#hasWritten && !this.#options.isAlone) this.#transaction.command('SAVEPOINT piece');
    this.#hasWritten = true;
  }
}
