import type { CallerCheck } from '../requests/remembered-callers.ts';
import { OwnerRows } from '../rows/owner-rows.ts';
import { RowChanges } from '../rows/row-changes.ts';
import { changeStatements } from './change-statements.ts';
import type { Connection } from './connection-pool.ts';
import type { StatementResult, StatementValue } from './reads/executor.ts';
import { PostgresMergedReads } from './reads/postgres-merged-reads.ts';

/** At this many unanswered writes a transaction waits for them, so that a long one is not taken for a lost connection. */
const MAX_PENDING_WRITES = 128;

/**
 * One serialisable transaction on its own connection. Writes are pipelined and awaited in `commit` or `rollback`, so
 * that a transaction costs a round trip for each read, not for each write.
 */
export class PostgresTransaction {
  readonly #merged = new PostgresMergedReads(this);
  /** What the pieces of each owner share. */
  readonly #rows = new Map<string, OwnerRows>();
  readonly #connection: Connection;
  readonly #pending: Promise<void>[] = [];
  #failure: unknown;
  /** Ends with the turn that was asked for last. */
  #lastTurn: Promise<void> = Promise.resolve();

  constructor(connection: Connection) {
    this.#connection = connection;
    this.command('BEGIN ISOLATION LEVEL SERIALIZABLE');
  }

  /** The first error, after which nothing can be committed. Later ones are its consequences. */
  get failure(): unknown {
    return this.#failure;
  }

  /**
   * Waits for the turn to write, which one piece has at a time: another's writes must not come between its savepoint and
   * the end of it. Resolves to the function that ends the turn.
   */
  async takeTurn(): Promise<() => void> {
    const previous = this.#lastTurn;
    let end = () => {};
    this.#lastTurn = new Promise((resolve) => {
      end = resolve;
    });
    await previous;
    return end;
  }

  execute(statement: string, values: readonly StatementValue[]): Promise<StatementResult> {
    return this.#note(this.#connection.execute(statement, values));
  }

  /** May resolve before the response; a failure then prevents the commit. */
  async write(
    statement: string,
    values: readonly StatementValue[],
    absent?: () => Error,
  ): Promise<void> {
    if (this.#pending.length >= MAX_PENDING_WRITES) await this.#settle();
    const written = this.execute(statement, values).then(({ count }) => {
      if (count === 0 && absent !== undefined) this.#failure ??= absent();
    });
    this.#await(written);
  }

  confirm(caller: CallerCheck): Promise<void> {
    return this.#merged.confirm(caller);
  }

  rowsOf(owner: string): OwnerRows {
    const known = this.#rows.get(owner);
    if (known !== undefined) return known;
    const created = new OwnerRows((table, id) => this.#merged.row(table, id));
    this.#rows.set(owner, created);
    return created;
  }

  /** Called before the pieces that have an owner, when what they have begun to read may have changed. */
  forgetReads(): void {
    for (const rows of this.#rows.values()) rows.forget();
  }

  /** Sends the changes of pieces that have ended. Needs the turn to write. */
  async sendChanges(changes: RowChanges): Promise<void> {
    for (const { statement, values, absent } of changeStatements(changes.take())) {
      await this.write(statement, values, absent);
    }
  }

  /** Sends the changes of all owners, those of a table together. */
  sendAllChanges(): Promise<void> {
    const all = new RowChanges();
    for (const { changes } of this.#rows.values()) all.add(changes);
    return this.sendChanges(all);
  }

  /** Sends a statement without values. A failure prevents the commit. */
  command(statement: string): void {
    this.#await(this.#note(this.#connection.command(statement)));
  }

  /** Throws the first failure of any statement, and then needs a rollback. */
  async commit(): Promise<void> {
    await this.#settle();
    if (this.#failure !== undefined) throw this.#failure;
    await this.#note(this.#connection.command('COMMIT'));
  }

  async rollback(): Promise<void> {
    await this.#settle();
    // Fails only on a broken connection, whose transaction the server rolls back itself.
    await this.#connection.command('ROLLBACK').catch(() => {});
  }

  async #settle(): Promise<void> {
    await Promise.all(this.#pending.splice(0));
  }

  /** Waits for the response later, in `#settle`. */
  #await(response: Promise<void>): void {
    this.#pending.push(response.catch(() => {}));
  }

  /** Notes the first failure. Directly on each response, so that failures are seen in the order of the statements. */
  #note<T>(response: Promise<T>): Promise<T> {
    return response.catch((error: unknown) => {
      this.#failure ??= error;
      throw error;
    });
  }
}
