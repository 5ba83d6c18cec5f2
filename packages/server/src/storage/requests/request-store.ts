import {
  type ChangeListener,
  type HeldTasks,
  type Immediate,
  type Instant,
  type QueueName,
  type RateWindow,
  type RememberedCaller,
  type Store,
  type Tables,
  type TimeLimit,
  tooLate,
  type UsageRecord,
} from '@firsthandapi/engine';
import type { CallerCheck } from './remembered-callers.ts';

/** What a store is told about the request that it works for. */
export interface RequestView {
  /** Says when the request has no time left. Default: it has as long as it takes. */
  readonly limit?: TimeLimit | undefined;
  /** What the first statement has to find out about the caller. Default: nothing. */
  readonly caller?: CallerCheck | undefined;
}

/** A store whose reads and transactions can be told to stop, and to check the caller that they are for. */
export interface ViewableStore extends Store {
  read<T>(work: (tables: Tables) => Promise<T>, view?: RequestView): Promise<T>;
  transact<T>(work: (tables: Tables) => Promise<T>, owner?: string, view?: RequestView): Promise<T>;
  remembered(secretId: string, view?: RequestView): RememberedCaller | undefined;
}

/**
 * The store as one request sees it. Once the request has no time left, its reads end, its transactions are rolled back,
 * and none begins. A transaction whose commit is under way is not stopped: whether it takes effect is then unknown.
 */
export class RequestStore implements Store {
  readonly #store: ViewableStore;
  readonly #view: RequestView;

  constructor(store: ViewableStore, view: RequestView) {
    this.#store = store;
    this.#view = view;
  }

  read<T>(work: (tables: Tables) => Promise<T>): Promise<T> {
    return this.#store.read(work, this.#view);
  }

  transact<T>(work: (tables: Tables) => Promise<T>, owner?: string): Promise<T> {
    return this.#store.transact(work, owner, this.#view);
  }

  remembered(secretId: string): RememberedCaller | undefined {
    return this.#store.remembered(secretId, this.#view);
  }

  countRequest(windows: readonly RateWindow[], now: Instant): Immediate<readonly number[]> {
    if (this.#view.limit?.aborted) return Promise.reject(tooLate());
    return this.#store.countRequest(windows, now);
  }

  recordUsage(record: UsageRecord): Immediate<void> {
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
