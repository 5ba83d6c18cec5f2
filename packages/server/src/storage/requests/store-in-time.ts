import {
  type ChangeListener,
  type HeldTasks,
  type Instant,
  type QueueName,
  type RateWindow,
  requireTime,
  type Store,
  type Tables,
  type UsageRecord,
} from '@firsthandapi/engine';

/** A store whose reads and transactions can be told to stop. */
export interface StoppableStore extends Store {
  read<T>(work: (tables: Tables) => Promise<T>, signal?: AbortSignal): Promise<T>;
  transact<T>(
    work: (tables: Tables) => Promise<T>,
    owner?: string,
    signal?: AbortSignal,
  ): Promise<T>;
}

/**
 * The store as one request sees it. Once the request has no time left, its reads end, its transactions are rolled back,
 * and none begins. A transaction whose commit is under way is not stopped: whether it takes effect is then unknown.
 */
export class StoreInTime implements Store {
  readonly #store: StoppableStore;
  readonly #signal: AbortSignal;

  constructor(store: StoppableStore, signal: AbortSignal) {
    this.#store = store;
    this.#signal = signal;
  }

  read<T>(work: (tables: Tables) => Promise<T>): Promise<T> {
    return this.#store.read(work, this.#signal);
  }

  transact<T>(work: (tables: Tables) => Promise<T>, owner?: string): Promise<T> {
    return this.#store.transact(work, owner, this.#signal);
  }

  async countRequest(windows: readonly RateWindow[], now: Instant): Promise<readonly number[]> {
    requireTime(this.#signal);
    return this.#store.countRequest(windows, now);
  }

  recordUsage(record: UsageRecord): Promise<void> {
    return this.#store.recordUsage(record);
  }

  async recordKeyUse(keyId: string, usedAt: Instant): Promise<void> {
    await this.#store.recordKeyUse?.(keyId, usedAt);
  }

  scrub(): Promise<void> {
    return this.#store.scrub();
  }

  nextDue(held?: HeldTasks, queue?: QueueName): Promise<Instant | undefined> {
    return this.#store.nextDue(held, queue);
  }

  watch(subject: string, listener: ChangeListener): () => void {
    return this.#store.watch(subject, listener);
  }
}
