import type { RateWindow } from '@firsthandapi/engine';

/** A window, and the number of a batch's requests in it. */
export interface CountedWindow extends RateWindow {
  readonly count: number;
}

/** Each window's count after a batch, by key. */
export type Counts = ReadonlyMap<string, number>;

export interface BatchedCountsOptions {
  /** Adds the rows, which are in the order of their keys, and returns the counts after them. */
  readonly write: (rows: readonly CountedWindow[]) => Promise<Counts>;
  /** How many batches are written at a time; their counts must be returned in the order of the calls. */
  readonly concurrency: number;
}

/** Counts requests in batches: those of one turn of the event loop, and those that wait, share a write. */
export class BatchedCounts {
  readonly #options: BatchedCountsOptions;
  readonly #waiting: Batch[] = [];
  #running = 0;
  #isScheduled = false;

  constructor(options: BatchedCountsOptions) {
    this.#options = options;
  }

  /** Counts one request in each window and returns the counts, this request included. */
  async count(windows: readonly RateWindow[]): Promise<readonly number[]> {
    const batch = this.#batchFor(windows);
    const positions = windows.map((window) => batch.add(window));
    this.#schedule();
    const counts = await batch.counts;
    return windows.map(({ key }, index) => batch.countAt(counts, key, positions[index] ?? 1));
  }

  #batchFor(windows: readonly RateWindow[]): Batch {
    const last = this.#waiting.at(-1);
    if (last?.canTake(windows)) return last;
    const batch = new Batch();
    this.#waiting.push(batch);
    return batch;
  }

  #schedule(): void {
    if (this.#isScheduled || this.#running === this.#options.concurrency) return;
    this.#isScheduled = true;
    // Requests of one turn of the event loop share a write, and then go on together.
    setImmediate(() => {
      this.#isScheduled = false;
      this.#start();
    });
  }

  #start(): void {
    while (this.#running < this.#options.concurrency) {
      const batch = this.#waiting.shift();
      if (batch === undefined) return;
      this.#running += 1;
      void this.#write(batch);
    }
  }

  /** Never rejects. */
  async #write(batch: Batch): Promise<void> {
    try {
      batch.resolve(await this.#options.write(batch.rows()));
    } catch (error) {
      // Fails the waiting batches too: each would wait as long again for the same cause.
      for (const failed of [batch, ...this.#waiting.splice(0)]) failed.reject(error);
    }
    this.#running -= 1;
    this.#start();
  }
}

/** The requests counted by one write. */
class Batch {
  readonly counts: Promise<Counts>;
  resolve!: (counts: Counts) => void;
  reject!: (error: unknown) => void;
  readonly #windows = new Map<string, { readonly window: RateWindow; count: number }>();

  constructor() {
    this.counts = new Promise((resolve, reject) => {
      this.resolve = resolve;
      this.reject = reject;
    });
  }

  /** False when a window with the same key has a different end: an upsert can affect each row only once. */
  canTake(windows: readonly RateWindow[]): boolean {
    return windows.every(({ key, resetAt }) => {
      const counted = this.#windows.get(key);
      return counted === undefined || counted.window.resetAt === resetAt;
    });
  }

  /** Adds a request and returns its position among the batch's requests in this window, from 1. */
  add(window: RateWindow): number {
    const counted = this.#windows.get(window.key) ?? { window, count: 0 };
    this.#windows.set(window.key, counted);
    counted.count += 1;
    return counted.count;
  }

  /** Returns the rows sorted by key: with a global lock order, statements cannot deadlock. */
  rows(): CountedWindow[] {
    return [...this.#windows.values()]
      .map(({ window, count }) => ({ ...window, count }))
      .sort((one, other) => (one.key < other.key ? -1 : 1));
  }

  /** Returns the count at a position in the batch, given the counts after the whole batch. */
  countAt(counts: Counts, key: string, position: number): number {
    const after = counts.get(key) ?? 0;
    return after - (this.#windows.get(key)?.count ?? 0) + position;
  }
}
