import { LONGEST_GROUP_MS } from '../groups/run-pieces.ts';

/** Controls the database's single write transaction and its savepoints. All steps but the first are synchronous. */
export interface CommitSteps {
  /** May wait for another process to release the database. */
  begin(): void | Promise<void>;
  /** Sets a savepoint before one piece of work; `keep` releases it, `undo` rolls back to it. */
  mark(): void;
  keep(): void;
  undo(): void;
  commit(): void;
  rollback(): void;
}

interface Waiting {
  readonly work: () => Promise<unknown>;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
}

type Settle = () => void;

/** Maximum number of pieces that share a commit. In a larger group, the first would wait too long for the last. */
const LARGEST_GROUP = 64;
/** A group begins after this many turns of the event loop, whatever still arrives. */
const MOST_TURNS = 8;

/**
 * Runs pieces of work sequentially and commits those that wait together in one transaction, so that they share the cost
 * of the disk sync. No result, not even a failure, is reported before the commit that it depends on.
 */
export class GroupCommit {
  readonly #steps: CommitSteps;
  readonly #waiting: Waiting[] = [];
  readonly #between: (() => void)[] = [];
  #running = false;
  #whenIdle: (() => void)[] = [];

  constructor(steps: CommitSteps) {
    this.#steps = steps;
  }

  run<T>(work: () => Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.#waiting.push({ work, resolve: resolve as Waiting['resolve'], reject });
      if (this.#running) return;
      this.#running = true;
      this.#schedule();
    });
  }

  /**
   * Begins a group once a turn of the event loop has brought no further piece: a commit holds up everything that comes
   * while it writes, and what comes together would otherwise need two.
   */
  #schedule(waited = 0, known = 0): void {
    setImmediate(() => {
      const { length } = this.#waiting;
      const mayGrow = length > known && length < LARGEST_GROUP && waited < MOST_TURNS;
      if (mayGrow) this.#schedule(waited + 1, length);
      else void this.#runGroups();
    });
  }

  /** Runs a synchronous step that must not be inside a transaction: after the current group, or at once when idle. */
  runBetween<T>(step: () => T): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.#between.push(() => {
        try {
          resolve(step());
        } catch (error) {
          reject(error);
        }
      });
      if (!this.#running) this.#runBetween();
    });
  }

  #runBetween(): void {
    for (const step of this.#between.splice(0)) step();
  }

  /** Resolves when nothing is running or waiting. */
  idle(): Promise<void> {
    if (!this.#running) return Promise.resolve();
    return new Promise((resolve) => this.#whenIdle.push(resolve));
  }

  async #runGroups(): Promise<void> {
    await this.#runGroup();
    this.#runBetween();
    if (this.#waiting.length > 0) return this.#schedule();
    this.#running = false;
    for (const resolve of this.#whenIdle.splice(0)) resolve();
  }

  async #runGroup(): Promise<void> {
    const group: Waiting[] = [];
    const settles: Settle[] = [];
    if (!(await this.#begin([]))) return;
    const endsAt = performance.now() + LONGEST_GROUP_MS;
    try {
      while (this.#waiting.length > 0 && group.length < LARGEST_GROUP) {
        if (group.length > 0 && performance.now() > endsAt) break;
        const next = this.#waiting.shift() as Waiting;
        group.push(next);
        settles.push(await this.#perform(next));
      }
      this.#steps.commit();
    } catch (error) {
      await this.#afterFailedCommit(group, error);
      return;
    }
    for (const settle of settles) settle();
  }

  /**
   * Begins a transaction. If that fails, everything that waits fails with it, and so do `others`: each would wait as long
   * again for a database that cannot be used.
   */
  async #begin(others: readonly Waiting[]): Promise<boolean> {
    try {
      await this.#steps.begin();
      return true;
    } catch (error) {
      for (const { reject } of [...others, ...this.#waiting.splice(0)]) reject(error);
      return false;
    }
  }

  async #perform({ work, resolve, reject }: Waiting): Promise<Settle> {
    this.#steps.mark();
    try {
      const value = await work();
      this.#steps.keep();
      return () => resolve(value);
    } catch (error) {
      this.#undo(error);
      return () => reject(error);
    }
  }

  /** A full disk, for example, has already rolled back the whole transaction, savepoints included. */
  #undo(cause: unknown): void {
    try {
      this.#steps.undo();
    } catch {
      throw cause;
    }
  }

  /**
   * A deferred constraint that fails at commit fails the whole group. Each piece is then run again in its own
   * transaction, so that only the one at fault fails.
   */
  async #afterFailedCommit(group: readonly Waiting[], error: unknown): Promise<void> {
    this.#rollback();
    const [only, ...others] = group;
    if (only === undefined || others.length === 0) {
      only?.reject(error);
      return;
    }
    for (const [index, piece] of group.entries()) {
      if (!(await this.#begin(group.slice(index)))) return;
      await this.#runAlone(piece);
      this.#runBetween();
    }
  }

  async #runAlone(piece: Waiting): Promise<void> {
    try {
      const settle = await this.#perform(piece);
      this.#steps.commit();
      settle();
    } catch (error) {
      this.#rollback();
      piece.reject(error);
    }
  }

  /** Ignores its own failure: callers get the original error, and `begin` ends a transaction that is left open. */
  #rollback(): void {
    try {
      this.#steps.rollback();
    } catch {}
  }
}
