import type {
  ChangeListener,
  Engine,
  EngineRequest,
  EngineResponse,
  Instant,
  RateWindow,
  RememberedCaller,
  Store,
  Tables,
  UsageRecord,
} from '@firsthandapi/engine';
import type { MemoryStore, RowChange } from '@firsthandapi/engine/memory';

/** A response, and the rows that the request wrote. */
export interface RecordedResponse {
  readonly response: EngineResponse;
  readonly changes: readonly RowChange[];
}

const NONE: readonly RowChange[] = [];

/** Handles a request and records which rows it writes. */
export async function handleRecorded(
  engine: Engine,
  store: MemoryStore,
  request: EngineRequest,
): Promise<RecordedResponse> {
  if (request.method === 'GET') return { response: await engine.handle(request), changes: NONE };
  const view = new RecordingStore(store);
  const response = await engine.handle(request, view);
  return { response, changes: view.changes };
}

/** One request's view of the store. The store itself cannot tell which of several requests a write belongs to. */
class RecordingStore implements Store {
  changes = NONE;
  readonly #store: MemoryStore;

  constructor(store: MemoryStore) {
    this.#store = store;
  }

  transact<T>(work: (tables: Tables) => Promise<T>, owner?: string): Promise<T> {
    return this.#store.transact(work, owner, (changes) => {
      if (isUseOfKey(changes)) return;
      // The log keeps the array: concat leaves no spare capacity.
      this.changes = this.changes.concat(changes);
    });
  }

  read<T>(work: (tables: Tables) => Promise<T>): Promise<T> {
    return this.#store.read(work);
  }

  countRequest(windows: readonly RateWindow[], now: Instant): readonly number[] {
    return this.#store.countRequest(windows, now);
  }

  recordUsage(record: UsageRecord): void {
    this.#store.recordUsage(record);
  }

  /** Names no store: the request goes on with this one. */
  remembered(secretId: string): RememberedCaller | undefined {
    return this.#store.remembered(secretId);
  }

  scrub(): Promise<void> {
    return this.#store.scrub();
  }

  nextDue(...queue: Parameters<Store['nextDue']>): Promise<Instant | undefined> {
    return this.#store.nextDue(...queue);
  }

  watch(subject: string, listener: ChangeListener): () => void {
    return this.#store.watch(subject, listener);
  }
}

/** True when a transaction only records that a key was used, which is not what the request asked for. */
function isUseOfKey(changes: readonly RowChange[]): boolean {
  const [only] = changes;
  return changes.length === 1 && only?.table === 'api_keys' && only.kind === 'updated';
}
