/** How a database begins, marks and ends its one writing transaction. All of it happens at once. */
export interface CommitSteps {
  begin(): void;
  /** Begins one piece of work inside the transaction, which `keep` or `undo` ends. */
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

/** Pieces of work that share a commit at most: with more, the first would wait too long for the last. */
const LARGEST_GROUP = 64;

/**
 * Runs pieces of work one after the other and lets those that wait together share one commit, so that the cost of
 * reaching the disk is divided among them. Nobody hears of a result, not even of a failure, before the commit that
 * it rests on.
 */
export class GroupCommit {
  readonly #steps: CommitSteps;
  readonly #waiting: Waiting[] = [];
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
      // Requests that arrived in the same turn of the event loop join the group.
      setImmediate(() => void this.#runGroups());
    });
  }

  /** Resolves when nothing runs or waits. */
  idle(): Promise<void> {
    if (!this.#running) return Promise.resolve();
    return new Promise((resolve) => this.#whenIdle.push(resolve));
  }

  async #runGroups(): Promise<void> {
    await this.#runGroup();
    if (this.#waiting.length > 0) {
      setImmediate(() => void this.#runGroups());
      return;
    }
    this.#running = false;
    for (const resolve of this.#whenIdle.splice(0)) resolve();
  }

  async #runGroup(): Promise<void> {
    const group: Waiting[] = [];
    const settles: Settle[] = [];
    try {
      this.#steps.begin();
      while (this.#waiting.length > 0 && group.length < LARGEST_GROUP) {
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

  async #perform({ work, resolve, reject }: Waiting): Promise<Settle> {
    this.#steps.mark();
    try {
      const value = await work();
      this.#steps.keep();
      return () => resolve(value);
    } catch (error) {
      this.#steps.undo();
      return () => reject(error);
    }
  }

  /**
   * A constraint that is checked at the end of the transaction condemns the whole group. Each piece then runs in a
   * transaction of its own, so that only the one at fault fails.
   */
  async #afterFailedCommit(group: readonly Waiting[], error: unknown): Promise<void> {
    this.#steps.rollback();
    const [only, ...others] = group;
    if (only === undefined) {
      this.#waiting.shift()?.reject(error);
      return;
    }
    if (others.length === 0) {
      only.reject(error);
      return;
    }
    for (const piece of group) await this.#runAlone(piece);
  }

  async #runAlone(piece: Waiting): Promise<void> {
    try {
      this.#steps.begin();
      const settle = await this.#perform(piece);
      this.#steps.commit();
      settle();
    } catch (error) {
      this.#steps.rollback();
      piece.reject(error);
    }
  }
}
