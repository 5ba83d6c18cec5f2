import type { HeldTasks, Instant, TaskRecord } from '@firsthandapi/engine';
import type { CallerCheck } from '../requests/remembered-callers.ts';
import type { OwnerRows } from '../rows/owner-rows.ts';
import { PieceRows } from '../rows/piece-rows.ts';
import type { Transaction } from '../sql/database.ts';
import type { SqlRow, SqlValue } from '../sql/session.ts';
import type { TaskClaims } from './postgres-task-claims.ts';
import type { PostgresTransaction } from './postgres-transaction.ts';

/** Tasks that a piece has to wait for outside of its transaction. */
export interface WantedTasks {
  readonly now: Instant;
  readonly held: HeldTasks | undefined;
}

/** More writes than this are sent before the piece ends. */
const LARGEST_BUFFER = 256;

/** The piece asks for a task while none is claimed. It runs again after the claim. */
class NeedsClaim extends Error {}

export interface OwnedPiece {
  readonly owner: string;
  /** Resolves when the pieces before it have ended. */
  readonly turn: Promise<void>;
}

export interface PieceOptions {
  /** For a piece of an owner, which may begin before its turn. Default: it may change any rows, and shares none. */
  readonly owned?: OwnedPiece | undefined;
  readonly claims: TaskClaims;
  /** The mark of the claims that the transaction sees. */
  readonly mark: number;
  /** The piece is undone with its transaction, and needs no savepoint. */
  readonly isAlone: boolean;
  /** It has waited for a claim before: when nothing is claimed now, nothing was due. */
  readonly hasWaited: boolean;
}

/** A write that is sent with the others of its piece. */
interface BufferedWrite {
  readonly statement: string;
  readonly values: readonly SqlValue[];
  readonly absent: (() => Error) | undefined;
}

/**
 * One of the pieces of work that share a transaction. It can be undone without the others. Its writes are sent together
 * when it ends, or before it reads again: until then, pieces whose rows have nothing to do with each other can run at the
 * same time, and undoing costs nothing.
 */
export class TransactionPiece implements Transaction {
  readonly #transaction: PostgresTransaction;
  readonly #options: PieceOptions;
  readonly changed = new Set<string>();
  /** Changed subjects that other processes may be watching. */
  readonly announcements = new Set<string>();
  /** Absent for work that may concern any organization: its statements change rows that only the database finds. */
  readonly #rows: PieceRows | undefined;
  readonly #ownerRows: OwnerRows | undefined;
  readonly #taken: TaskRecord[] = [];
  #buffer: BufferedWrite[] = [];
  /** The piece's turn to write, from its savepoint on. Resolves to the function that ends it. */
  #turn: Promise<() => void> | undefined;
  #isEnded = false;
  /** Set when the piece has to run again after tasks were claimed for it. */
  wanted: WantedTasks | undefined;

  constructor(transaction: PostgresTransaction, options: PieceOptions) {
    this.#transaction = transaction;
    this.#options = options;
    if (options.owned !== undefined) {
      this.#ownerRows = transaction.rowsOf(options.owned.owner);
      this.#rows = new PieceRows(this.#ownerRows, {
        turn: () => this.#waitForTurn(),
        read: async ({ statement, values }) => (await transaction.execute(statement, values)).rows,
        send: () => this.#sendBeforeReading(),
      });
    }
  }

  get shared(): PieceRows | undefined {
    return this.#rows;
  }

  async all(statement: string, values: readonly SqlValue[]): Promise<readonly SqlRow[]> {
    await this.#waitForTurn();
    // An UPDATE with RETURNING writes as well.
    if (statement.startsWith('SELECT')) await this.#sendBeforeReading();
    else await this.#beginChanging();
    return (await this.#transaction.execute(statement, values)).rows;
  }

  scan(statement: string, values: readonly SqlValue[]): Promise<readonly SqlRow[]> {
    return this.all(statement, values);
  }

  async run(statement: string, values: readonly SqlValue[]): Promise<number> {
    await this.#waitForTurn();
    await this.#beginChanging();
    return (await this.#transaction.execute(statement, values)).count;
  }

  async write(statement: string, values: readonly SqlValue[], absent?: () => Error): Promise<void> {
    if (this.#rows !== undefined) {
      await this.#waitForTurn();
      await this.#beginChanging();
      return this.#transaction.write(statement, values, absent);
    }
    this.#buffer.push({ statement, values, absent });
    if (this.#buffer.length >= LARGEST_BUFFER) await this.#beginWriting();
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

  /** Shares a statement with the other pieces of the group. Throws a `StaleCallerError`. */
  confirm(caller: CallerCheck): Promise<void> {
    return this.#transaction.confirm(caller);
  }

  announce(subject: string, isLocal: boolean): void {
    this.changed.add(subject);
    if (!isLocal) this.announcements.add(subject);
  }

  /** Ends the piece, whose writes are committed with the transaction. */
  async keep(): Promise<void> {
    await this.#waitForTurn();
    const isSaved = this.#turn !== undefined;
    // Changes of rows are left to the transaction, which sends those of all pieces together.
    if (isSaved || this.#buffer.length > 0) {
      const endTurn = await (this.#turn ?? this.#transaction.takeTurn());
      await this.#send();
      if (isSaved) this.#command('RELEASE SAVEPOINT piece');
      endTurn();
      // What pieces with an owner have begun to read may have changed.
      if (this.#rows === undefined) this.#transaction.forgetReads();
    }
    this.#rows?.keep();
    this.#isEnded = true;
  }

  /** Ends the piece and takes back its writes. */
  async undo(): Promise<void> {
    this.#isEnded = true;
    this.#buffer = [];
    const endTurn = await this.#turn;
    if (endTurn !== undefined) {
      this.#command('ROLLBACK TO SAVEPOINT piece');
      this.#command('RELEASE SAVEPOINT piece');
      endTurn();
      // What others have begun to read may be what is undone.
      if (this.#rows === undefined) this.#transaction.forgetReads();
      else this.#rows.forget();
    }
    this.giveTasksBack();
  }

  /** Makes the tasks of a piece that was rolled back available again. */
  giveTasksBack(): void {
    this.#options.claims.giveBack(this.#taken.splice(0));
  }

  async #waitForTurn(): Promise<void> {
    await this.#options.owned?.turn;
  }

  /** Sends what a statement that reads has to see. */
  async #sendBeforeReading(): Promise<void> {
    const isChanged = this.#buffer.length > 0 || (this.#rows?.changes.size ?? 0) > 0;
    if (isChanged || this.#turn !== undefined) await this.#beginWriting();
    else if (this.#ownerRows !== undefined && this.#ownerRows.changes.size > 0) {
      const endTurn = await this.#transaction.takeTurn();
      await this.#transaction.sendChanges(this.#ownerRows.changes);
      endTurn();
    }
  }

  /** Prepares for a statement that changes rows by itself. */
  async #beginChanging(): Promise<void> {
    await this.#beginWriting();
    this.#rows?.forget();
  }

  /** Costs no round trip: the savepoint and the writes are sent together with the statement that needs them. */
  async #beginWriting(): Promise<void> {
    if (this.#turn === undefined && !this.#isEnded) {
      this.#turn = this.#transaction.takeTurn();
      await this.#turn;
      // Before the savepoint: they are not the piece's to undo.
      if (this.#ownerRows !== undefined) {
        await this.#transaction.sendChanges(this.#ownerRows.changes);
      }
      this.#command('SAVEPOINT piece');
    }
    await this.#turn;
    // Part of the piece may still have been waiting when another part of it failed.
    if (this.#isEnded) throw new Error('The transaction has ended');
    await this.#send();
  }

  async #send(): Promise<void> {
    for (const { statement, values, absent } of this.#buffer.splice(0)) {
      await this.#transaction.write(statement, values, absent);
    }
    if (this.#rows !== undefined) await this.#transaction.sendChanges(this.#rows.changes);
  }

  /** A piece that is alone is undone with its transaction. */
  #command(command: string): void {
    if (!this.#options.isAlone) this.#transaction.command(command);
  }
}
