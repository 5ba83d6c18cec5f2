import {
  type ChangeListener,
  type Store,
  type Tables,
  type TimeLimit,
  UnavailableError,
} from '@firsthandapi/engine';

/** What the next access fails with, shared by all views of a store. */
interface Failure {
  next: Error | undefined;
}

/** A store that can fail or be unavailable for one access. */
export class FailingStore implements Store {
  readonly #store: Store;
  readonly #failure: Failure;

  constructor(store: Store, failure: Failure = { next: undefined }) {
    this.#store = store;
    this.#failure = failure;
  }

  /** Makes the next access fail: 500 for an internal error, 503 for an unavailable store. */
  failNext(status: 500 | 503): void {
    this.#failure.next =
      status === 503
        ? new UnavailableError('The store is unreachable')
        : new Error('The store is broken');
  }

  async read<T>(work: (tables: Tables) => Promise<T>): Promise<T> {
    this.#throwFailure();
    return this.#store.read(work);
  }

  async transact<T>(work: (tables: Tables) => Promise<T>, owner?: string): Promise<T> {
    this.#throwFailure();
    return this.#store.transact(work, owner);
  }

  within(limit: TimeLimit): Store {
    return new FailingStore(this.#store.within?.(limit) ?? this.#store, this.#failure);
  }

  countRequest(...request: Parameters<Store['countRequest']>) {
    return this.#store.countRequest(...request);
  }

  recordUsage(...record: Parameters<Store['recordUsage']>) {
    return this.#store.recordUsage(...record);
  }

  scrub() {
    return this.#store.scrub();
  }

  nextDue(...queue: Parameters<Store['nextDue']>) {
    return this.#store.nextDue(...queue);
  }

  watch(subject: string, listener: ChangeListener) {
    return this.#store.watch(subject, listener);
  }

  #throwFailure(): void {
    const failure = this.#failure.next;
    this.#failure.next = undefined;
    if (failure !== undefined) throw failure;
  }
}
