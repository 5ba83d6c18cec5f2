import type { RateWindow } from '@firsthandapi/engine';
import type { Session } from '../sql/session.ts';

/**
 * Counts requests for all processes on one database. Requests that arrive while a statement is running share the next
 * one, because they update the same few rows, each of which is locked by one writer at a time.
 */
export class PostgresRateCounts {
  readonly #session: Session;
  readonly #waiting: Batch[] = [];
  #isSending = false;

  constructor(session: Session) {
    this.#session = session;
  }

  /** Counts one request in each window and returns the counts, this request included. */
  async count(windows: readonly RateWindow[]): Promise<readonly number[]> {
    const batch = this.#batchFor(windows);
    const positions = windows.map((window) => batch.add(window));
    void this.#send();
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

  async #send(): Promise<void> {
    if (this.#isSending) return;
    this.#isSending = true;
    // Requests of one turn of the event loop share a statement, and then go on together.
    await new Promise((resolve) => setImmediate(resolve));
    for (let batch = this.#waiting.shift(); batch !== undefined; batch = this.#waiting.shift()) {
      await this.#write(batch.rows()).then(batch.resolve, (error: unknown) => {
        // Fails the waiting batches too: each would wait as long again for the same cause.
        for (const failed of [batch, ...this.#waiting.splice(0)]) failed?.reject(error);
      });
    }
    this.#isSending = false;
  }

  async #write(rows: readonly CountedWindow[]): Promise<Counts> {
    const statement = `INSERT INTO rate_windows AS existing (key, reset_at, count)
      VALUES ${rows.map(() => '(?, ?, ?)').join(', ')}
      ON CONFLICT (key) DO UPDATE SET reset_at = excluded.reset_at, count = excluded.count
        + CASE WHEN existing.reset_at = excluded.reset_at THEN existing.count ELSE 0 END
      RETURNING key, count`;
    const values = rows.flatMap(({ key, resetAt, count }) => [key, resetAt, count]);
    const counted = await this.#session.all(statement, values);
    return new Map(counted.map(({ key, count }) => [String(key), Number(count)]));
  }
}

/** A window, and the number of a batch's requests in it. */
interface CountedWindow extends RateWindow {
  readonly count: number;
}

/** Each window's count after a batch, by key. */
type Counts = ReadonlyMap<string, number>;

/** The requests counted by one statement. */
class Batch {
  readonly counts: Promise<Counts>;
  resolve!: (counts: Counts) => void;
  reject!: (error: unknown) => void;
  readonly #windows = new Map<string, { readonly resetAt: number; count: number }>();

  constructor() {
    this.counts = new Promise((resolve, reject) => {
      this.resolve = resolve;
      this.reject = reject;
    });
  }

  /** False when a window with the same key has a different end: an upsert can affect each row only once. */
  canTake(windows: readonly RateWindow[]): boolean {
    return windows.every(({ key, resetAt }) => {
      const window = this.#windows.get(key);
      return window === undefined || window.resetAt === resetAt;
    });
  }

  /** Adds a request and returns its position among the batch's requests in this window, from 1. */
  add({ key, resetAt }: RateWindow): number {
    const window = this.#windows.get(key) ?? { resetAt, count: 0 };
    this.#windows.set(key, window);
    window.count += 1;
    return window.count;
  }

  /** Returns the rows sorted by key: with a global lock order, statements cannot deadlock. */
  rows(): CountedWindow[] {
    return [...this.#windows]
      .map(([key, window]) => ({ key, ...window }))
      .sort((one, other) => (one.key < other.key ? -1 : 1));
  }

  /** Returns the count at a position in the batch, given the counts after the whole batch. */
  countAt(counts: Counts, key: string, position: number): number {
    const after = counts.get(key) ?? 0;
    return after - (this.#windows.get(key)?.count ?? 0) + position;
  }
}
