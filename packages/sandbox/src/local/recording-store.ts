import type {
  Engine,
  EngineRequest,
  EngineResponse,
  Instant,
  RateWindow,
  Store,
  Tables,
  UsageRecord,
} from '@firsthandapi/engine';
import type { MemoryStore, RowChange } from '@firsthandapi/engine/memory';

/** An answer, and which rows the request wrote. */
export interface NotedAnswer {
  readonly response: EngineResponse;
  readonly changes: readonly RowChange[];
}

const NONE: readonly RowChange[] = [];

/** Answers a request, and says what it has changed. */
export async function handleNoting(
  engine: Engine,
  store: MemoryStore,
  request: EngineRequest,
): Promise<NotedAnswer> {
  if (request.method === 'GET') return { response: await engine.handle(request), changes: NONE };
  const view = new NotingStore(store);
  const response = await engine.handle(request, view);
  return { response, changes: view.changes };
}

/** One request's view of the store: a store itself does not know for which of several requests it works. */
class NotingStore implements Store {
  changes = NONE;
  readonly #store: MemoryStore;

  constructor(store: MemoryStore) {
    this.#store = store;
  }

  transact<T>(work: (tables: Tables) => Promise<T>): Promise<T> {
    return this.#store.transact(work, (changes) => {
      if (isUseOfKey(changes)) return;
      // The log keeps them: this copy has no room to grow.
      this.changes = this.changes.concat(changes);
    });
  }

  read<T>(work: (tables: Tables) => Promise<T>): Promise<T> {
    return this.#store.read(work);
  }

  countRequest(windows: readonly RateWindow[], now: Instant): Promise<readonly number[]> {
    return this.#store.countRequest(windows, now);
  }

  recordUsage(record: UsageRecord): Promise<void> {
    return this.#store.recordUsage(record);
  }

  nextDue(): Promise<Instant | undefined> {
    return this.#store.nextDue();
  }

  watchJob(jobId: string, listener: () => void): () => void {
    return this.#store.watchJob(jobId, listener);
  }
}

/** Whether a transaction notes when a key was last used and nothing else: that is nothing that the request asked for. */
function isUseOfKey([only, ...more]: readonly RowChange[]): boolean {
  return more.length === 0 && only?.table === 'api_keys' && only.kind === 'updated';
}
