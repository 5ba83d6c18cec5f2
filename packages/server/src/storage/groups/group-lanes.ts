import { FairQueue, type Owned } from './fair-queue.ts';

/** Work that waits for a transaction. */
export interface Waiting<Session> extends Owned {
  readonly work: (session: Session) => Promise<unknown>;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
  /** How many transactions it has been part of. */
  attempts: number;
  /** How many of its own transactions a unique index has refused. */
  uniqueViolations: number;
  /** Whether it has waited for a claim of tasks. */
  hasWaited: boolean;
}

/**
 * Runs the pieces of a group in one transaction. Settles each of them or adds it again, and never rejects. Calls
 * `onProgress` whenever a piece begins or ends.
 */
export type RunGroup<Session> = (
  group: readonly Waiting<Session>[],
  onProgress: () => void,
) => Promise<void>;

/** In a larger group, the first piece would wait too long for the last. */
const LARGEST_GROUP = 64;
/**
 * A piece that runs for longer keeps no others waiting: a further lane takes them. Well above what a request takes on a
 * busy machine, since lanes conflict with each other.
 */
const SLOW_PIECE_MS = 100;

/**
 * Divides work into groups that share a transaction. A group consists of what is waiting when it starts, so that each
 * piece sees everything that was committed before it; the organizations take turns. One lane is enough unless its pieces
 * are slow, and the pieces of one lane never conflict with each other.
 */
export class GroupLanes<Session> {
  readonly #runGroup: RunGroup<Session>;
  readonly #maxLanes: number;
  readonly #waiting = new FairQueue<Waiting<Session>>();
  /** When a piece of each lane has last begun or ended. */
  readonly #lanes = new Map<object, number>();
  #isScheduled = false;
  #widening: NodeJS.Timeout | undefined;
  #whenIdle: (() => void)[] = [];

  constructor(maxLanes: number, runGroup: RunGroup<Session>) {
    this.#maxLanes = maxLanes;
    this.#runGroup = runGroup;
  }

  /** @param owner Whose turn it takes: the organization that alone `work` concerns. Default: none in particular. */
  run<T>(work: (session: Session) => Promise<T>, owner?: string): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const settle = { resolve: resolve as (value: unknown) => void, reject };
      const counts = { attempts: 0, uniqueViolations: 0, hasWaited: false };
      this.#waiting.push({ work, owner, ...settle, ...counts });
      this.#schedule();
    });
  }

  /** Queues the pieces of a group that were not committed before those that have come later. */
  addFirst(pieces: readonly Waiting<Session>[]): void {
    this.#waiting.addFirst(pieces);
    this.#schedule();
  }

  /** Fails all waiting work after a group has failed, since it would wait as long again for the same cause. */
  rejectWaiting(error: unknown): void {
    for (const { reject } of this.#waiting.drain()) reject(error);
  }

  /** Resolves when nothing is running or waiting. */
  async idle(): Promise<void> {
    if (this.#lanes.size === 0 && this.#waiting.size === 0) return;
    await new Promise<void>((resolve) => this.#whenIdle.push(resolve));
  }

  /** Deferred, so that work that arrives in the same turn of the event loop joins the group. */
  #schedule(): void {
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    setImmediate(() => {
      this.#isScheduled = false;
      this.#start();
    });
  }

  #start(): void {
    if (this.#waiting.size === 0) {
      if (this.#lanes.size === 0) for (const resolve of this.#whenIdle.splice(0)) resolve();
      return;
    }
    if (this.#canOpenLane()) {
      void this.#runLane(this.#waiting.take(LARGEST_GROUP));
      this.#schedule();
      return;
    }
    this.#widening ??= setTimeout(() => {
      this.#widening = undefined;
      this.#start();
    }, SLOW_PIECE_MS);
  }

  #canOpenLane(): boolean {
    const slowSince = performance.now() - SLOW_PIECE_MS;
    const areAllSlow = [...this.#lanes.values()].every((startedAt) => startedAt <= slowSince);
    return areAllSlow && this.#lanes.size < this.#maxLanes;
  }

  async #runLane(group: readonly Waiting<Session>[]): Promise<void> {
    const lane = {};
    const onProgress = () => this.#lanes.set(lane, performance.now());
    onProgress();
    await this.#runGroup(group, onProgress);
    this.#lanes.delete(lane);
    this.#schedule();
  }
}
