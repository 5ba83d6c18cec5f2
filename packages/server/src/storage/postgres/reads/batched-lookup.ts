/** The lookups that one call of `load` serves. */
class Batch<Lookup, Value> {
  readonly lookups = new Map<string, Lookup>();
  readonly found: Promise<ReadonlyMap<string, Value>>;
  resolve!: (found: ReadonlyMap<string, Value>) => void;
  reject!: (error: unknown) => void;

  constructor() {
    this.found = new Promise((resolve, reject) => {
      this.resolve = resolve;
      this.reject = reject;
    });
  }
}

/** Further lookups wait for these, and share the next batch. */
const MAX_RUNNING = 2;
const LARGEST_BATCH = 100;

/**
 * Looks values up by key. Lookups of one turn of the event loop, and those that arrive while others run, share a batch.
 * A batch starts after all of its lookups, so that each sees everything that was committed before it.
 */
export class BatchedLookup<Lookup, Value> {
  readonly #load: (lookups: readonly Lookup[]) => Promise<ReadonlyMap<string, Value>>;
  readonly #waiting: Batch<Lookup, Value>[] = [];
  #running = 0;
  #isScheduled = false;

  /** @param load Returns the values that exist, by their keys. */
  constructor(load: (lookups: readonly Lookup[]) => Promise<ReadonlyMap<string, Value>>) {
    this.#load = load;
  }

  /** @param key What identifies the lookup: those of one key are one. */
  async find(key: string, lookup: Lookup): Promise<Value | undefined> {
    const batch = this.#openBatch();
    batch.lookups.set(key, lookup);
    this.#schedule();
    return (await batch.found).get(key);
  }

  #openBatch(): Batch<Lookup, Value> {
    const last = this.#waiting.at(-1);
    if (last !== undefined && last.lookups.size < LARGEST_BATCH) return last;
    const batch = new Batch<Lookup, Value>();
    this.#waiting.push(batch);
    return batch;
  }

  #schedule(): void {
    if (this.#isScheduled || this.#running === MAX_RUNNING) return;
    this.#isScheduled = true;
    setImmediate(() => {
      this.#isScheduled = false;
      this.#start();
    });
  }

  #start(): void {
    while (this.#running < MAX_RUNNING) {
      const batch = this.#waiting.shift();
      if (batch === undefined) return;
      this.#running += 1;
      void this.#run(batch);
    }
  }

  /** Never rejects. */
  async #run(batch: Batch<Lookup, Value>): Promise<void> {
    try {
      batch.resolve(await this.#load([...batch.lookups.values()]));
    } catch (error) {
      // Fails the waiting batches too: each would wait as long again for the same cause.
      for (const failed of [batch, ...this.#waiting.splice(0)]) failed.reject(error);
    }
    this.#running -= 1;
    this.#start();
  }
}
