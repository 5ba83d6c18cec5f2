import { UnavailableError } from '@firsthandapi/engine';
import { GroupLanes, type Waiting } from '../groups/group-lanes.ts';
import { runPieces } from '../groups/run-pieces.ts';
import type { CallerCheck } from '../requests/remembered-callers.ts';
import { unlessRefused } from '../requests/unless-refused.ts';
import type { Transaction } from '../sql/database.ts';
import type { ChangeRelay } from './change-relay.ts';
import { backOff, isConflict, MAX_ATTEMPTS } from './conflicts.ts';
import type { ConnectionPool } from './connection-pool.ts';
import { breaksConnection, codeOf, unavailable } from './postgres-errors.ts';
import type { TaskClaims } from './postgres-task-claims.ts';
import { PostgresTransaction } from './postgres-transaction.ts';
import { type OwnedPiece, TransactionPiece, type WantedTasks } from './transaction-piece.ts';

/** A retry finds the row that another transaction has inserted. */
const UNIQUE_VIOLATION = '23505';
/** A unique violation that persists for this many attempts is not caused by a concurrent transaction. */
const MAX_UNIQUE_VIOLATIONS = 4;

export interface GroupedTransactionsOptions {
  readonly pool: ConnectionPool;
  /** Maximum number of groups at a time. */
  readonly lanes: number;
  readonly claims: TaskClaims;
  readonly relay: ChangeRelay;
  /** Called for each changed subject after its commit. */
  readonly onChange: (subject: string) => void;
}

type Group = readonly Waiting<TransactionPiece>[];

/** The outcome of a piece, which `settle` reports once its group is committed. */
interface Ended {
  readonly waiting: Waiting<TransactionPiece>;
  readonly piece: TransactionPiece;
  readonly isKept: boolean;
  readonly settle: () => void;
}

/** A piece that has begun before its turn. */
interface Begun {
  /** Lets it go on, and returns how it ended. */
  resume(): Promise<Ended>;
  /** Undoes it. */
  leave(): Promise<void>;
}

/** The piece has begun, and its turn did not come in this transaction. */
class LeftOut extends Error {}

interface GroupRun {
  readonly group: Group;
  /** The pieces that have run, in the order in which they ended. */
  readonly ended: Ended[];
  readonly onProgress: () => void;
  readonly isAlone: boolean;
}

/**
 * Serialisable transactions, in groups that share the cost of a commit. No result, not even a failure, is reported
 * before the commit that it depends on. Each piece of a group can be undone by itself; when the transaction as a whole
 * fails, the pieces run again, each alone unless a conflict was the cause.
 */
export class GroupedTransactions {
  readonly #options: GroupedTransactionsOptions;
  readonly #lanes: GroupLanes<TransactionPiece>;
  /** Pieces that wait for tasks to be claimed. */
  readonly #claiming = new Set<Promise<void>>();

  constructor(options: GroupedTransactionsOptions) {
    this.#options = options;
    this.#lanes = new GroupLanes(options.lanes, (group, onProgress) =>
      this.#runGroup(group, onProgress),
    );
  }

  /**
   * @param owner The organization that alone `work` concerns, so that it can run beside those of others.
   * @param caller Settled by a statement that the pieces of a group share. `work` fails unless it is confirmed.
   */
  run<T>(
    work: (transaction: Transaction) => Promise<T>,
    owner?: string,
    caller?: CallerCheck,
  ): Promise<T> {
    if (caller === undefined) return this.#lanes.run(work, owner);
    return this.#lanes.run(
      (piece) => unlessRefused(piece.confirm(caller), () => work(piece)),
      owner,
    );
  }

  async idle(): Promise<void> {
    do {
      await Promise.all(this.#claiming);
      await this.#lanes.idle();
    } while (this.#claiming.size > 0);
  }

  /** Never rejects. */
  async #runGroup(group: Group, onProgress: () => void): Promise<void> {
    const ended: Ended[] = [];
    const run = { group, ended, onProgress, isAlone: group.length === 1 };
    let afterCommit: () => void;
    try {
      afterCommit = await this.#commit(run);
    } catch (error) {
      for (const { piece } of ended) piece.giveTasksBack();
      await this.#afterFailure(group, error);
      return;
    }
    afterCommit();
    for (const { piece, isKept, settle } of ended) {
      if (isKept) for (const subject of piece.changed) this.#options.onChange(subject);
      settle();
    }
    const done = new Set(ended.map(({ waiting }) => waiting));
    this.#lanes.addFirst(group.filter((waiting) => !done.has(waiting)));
  }

  /**
   * Adds each piece to `ended` when it has run; those that would make the group take too long do not. Returns what is to be
   * called after the commit. Throws after a rollback.
   */
  async #commit(run: GroupRun): Promise<() => void> {
    const { pool, claims } = this.#options;
    const connection = await pool.acquire();
    // Taken before BEGIN, and so before the snapshot.
    const { mark } = claims;
    const transaction = new PostgresTransaction(connection);
    const begin = (waiting: Waiting<TransactionPiece>, owned?: OwnedPiece) => {
      const { isAlone } = run;
      const { hasWaited } = waiting;
      const options = { claims, mark, isAlone, hasWaited, owned };
      return this.#perform(waiting, new TransactionPiece(transaction, options));
    };
    const begun = beginOwned(run.group, begin);
    try {
      await runPieces(run.group, async (waiting) => {
        run.onProgress();
        waiting.attempts += 1;
        run.ended.push(await (begun.get(waiting)?.resume() ?? begin(waiting)));
        run.onProgress();
        if (transaction.failure !== undefined) throw transaction.failure;
      }).finally(() => Promise.all([...begun.values()].map((each) => each.leave())));
      await transaction.sendAllChanges();
      // A piece that is alone has no savepoint: it is undone with the transaction.
      if (!run.ended.some(({ isKept }) => isKept)) {
        await transaction.rollback();
        return () => {};
      }
      const afterCommit = await this.#options.relay.announce(transaction, announced(run.ended));
      await transaction.commit();
      return afterCommit;
    } catch (error) {
      await transaction.rollback();
      throw transaction.failure ?? error;
    } finally {
      connection.release();
    }
  }

  async #perform(waiting: Waiting<TransactionPiece>, piece: TransactionPiece): Promise<Ended> {
    try {
      const value = await waiting.work(piece);
      if (piece.wanted === undefined) {
        await piece.keep();
        return { waiting, piece, isKept: true, settle: () => waiting.resolve(value) };
      }
    } catch (error) {
      if (piece.wanted === undefined) {
        await piece.undo();
        return { waiting, piece, isKept: false, settle: () => waiting.reject(error) };
      }
    }
    const { wanted } = piece;
    await piece.undo();
    const settle = () => this.#waitForClaim(waiting, wanted);
    return { waiting, piece, isKept: false, settle };
  }

  #waitForClaim(waiting: Waiting<TransactionPiece>, wanted: WantedTasks): void {
    const claiming = this.#claimFor(waiting, wanted).finally(() => this.#claiming.delete(claiming));
    this.#claiming.add(claiming);
  }

  /** Runs a piece again once tasks are claimed for it, which its transaction did not wait for. Never rejects. */
  async #claimFor(waiting: Waiting<TransactionPiece>, { now, held }: WantedTasks): Promise<void> {
    try {
      await this.#options.claims.prepare(now, held);
    } catch (error) {
      return waiting.reject(error);
    }
    waiting.hasWaited = true;
    this.#lanes.addFirst([waiting]);
  }

  async #afterFailure(group: Group, error: unknown): Promise<void> {
    const [only, ...others] = group;
    const code = codeOf(error);
    if (isConflict(error)) {
      // A piece that has come lately is not given up because of another.
      const isExhausted = ({ attempts }: Waiting<TransactionPiece>) => attempts >= MAX_ATTEMPTS;
      rejectAll(group.filter(isExhausted), unavailable(error));
      const repeated = group.filter((waiting) => !isExhausted(waiting));
      await backOff(Math.max(0, ...repeated.map(({ attempts }) => attempts)));
      return this.#lanes.addFirst(repeated);
    }
    if (isLostConnection(error)) {
      rejectAll(group, error);
      return this.#lanes.rejectWaiting(error);
    }
    if (others.length === 0) {
      if (only === undefined) return;
      if (code === UNIQUE_VIOLATION) only.uniqueViolations += 1;
      const isFinal = code !== UNIQUE_VIOLATION || only.uniqueViolations >= MAX_UNIQUE_VIOLATIONS;
      return isFinal ? only.reject(error) : this.#lanes.addFirst(group);
    }
    const runs = group.map((waiting) => () => this.#runGroup([waiting], () => {}));
    // In parallel: only some of them wait for the lock or resource, and must not hold up the others.
    if (error instanceof UnavailableError) await Promise.all(runs.map((run) => run()));
    else for (const run of runs) await run();
  }
}

/**
 * Begins the pieces that have an owner. Each stops before it reads, or at its first read, until its turn comes: what all
 * of them read first is one statement.
 */
function beginOwned(
  group: Group,
  begin: (waiting: Waiting<TransactionPiece>, owned: OwnedPiece) => Promise<Ended>,
): ReadonlyMap<Waiting<TransactionPiece>, Begun> {
  const begun = new Map<Waiting<TransactionPiece>, Begun>();
  for (const waiting of group) {
    const { owner } = waiting;
    if (owner === undefined) continue;
    let resume = () => {};
    let leave = (_: Error) => {};
    const turn = new Promise<void>((resolve, reject) => {
      resume = resolve;
      leave = reject;
    });
    // Nothing waits for the turn of a piece that has already failed.
    turn.catch(() => {});
    const ended = begin(waiting, { owner, turn });
    // Handled in `resume` or `leave`.
    ended.catch(() => {});
    begun.set(waiting, {
      resume() {
        resume();
        return ended;
      },
      async leave() {
        // Without effect after its turn.
        leave(new LeftOut('The transaction ends before the turn of this piece'));
        await ended.catch(() => {});
      },
    });
  }
  return begun;
}

/** What the other processes have to know of a group. */
function announced(ended: readonly Ended[]): ReadonlySet<string> {
  const kept = ended.filter(({ isKept }) => isKept);
  return new Set(kept.flatMap(({ piece }) => [...piece.announcements]));
}

function rejectAll(group: Group, error: unknown): void {
  for (const { reject } of group) reject(error);
}

/** True when the next transaction would most likely wait in vain as well. */
function isLostConnection(error: unknown): boolean {
  return error instanceof UnavailableError && breaksConnection(error.cause);
}
