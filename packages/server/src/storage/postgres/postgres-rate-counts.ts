import type { RateWindow } from '@firsthandapi/engine';
import type { Session } from '../sql/session.ts';

/**
 * Counts requests for all processes on one database. Those that come while a statement is under way share the next one:
 * they count in the same few rows, each of which takes one writer at a time.
 */
export class PostgresRateCounts {
  readonly #session: Session;
  readonly #waiting: Batch[] = [];
  #isSending = false;

  constructor(session: Session) {
    this.#session = session;
  }

  /** Each window's count, this request included. */
  async count(windows: readonly RateWindow[]): Promise<readonly number[]> {
    const batch = this.#batchFor(windows);
    const places = windows.map((window) => batch.add(window));
    void this.#send();
    const counts = await batch.counts;
    return windows.map(({ key }, index) => batch.countAt(counts, key, places[index] ?? 1));
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
    for (let batch = this.#waiting.shift(); batch !== undefined; batch = this.#waiting.shift()) {
      await this.#write(batch.rows()).then(batch.resolve, batch.reject);
    }
    this.#isSending = false;
  }

  async #write(rows: readonly CountedWindow[]): Promise<Counts> {
    const statement = `INSERT INTO rate_windows AS known (key, reset_at, count)
      VALUES ${rows.map(() => '(?, ?, ?)').join(', ')}
      ON CONFLICT (key) DO UPDATE SET reset_at = excluded.reset_at, count = excluded.count
        + CASE WHEN known.reset_at = excluded.reset_at THEN known.count ELSE 0 END
      RETURNING key, count`;
    const values = rows.flatMap(({ key, resetAt, count }) => [key, resetAt, count]);
    const counted = await this.#session.all(statement, values);
    return new Map(counted.map(({ key, count }) => [String(key), Number(count)]));
  }
}

/** A window, and how many requests of a batch count in it. */
interface CountedWindow extends RateWindow {
  readonly count: number;
}

/** What each window's count is after a batch, by key. */
type Counts = ReadonlyMap<string, number>;

/** Requests that one statement counts. */
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

  /** A statement can write a row once: requests on both sides of a window's end are counted apart. */
  canTake(windows: readonly RateWindow[]): boolean {
    return windows.every(({ key, resetAt }) => {
      const known = this.#windows.get(key);
      return known === undefined || known.resetAt === resetAt;
    });
  }

  /** The request's place among those of the batch that count in this window, from 1. */
  add({ key, resetAt }: RateWindow): number {
    const window = this.#windows.get(key) ?? { resetAt, count: 0 };
    this.#windows.set(key, window);
    window.count += 1;
    return window.count;
  }

  /** In one order for all, so that two statements never wait for each other. */
  rows(): CountedWindow[] {
    return [...this.#windows]
      .map(([key, window]) => ({ key, ...window }))
      .sort((one, other) => (one.key < other.key ? -1 : 1));
  }

  /** What the count was at this place, given what it is after the whole batch. */
  countAt(counts: Counts, key: string, place: number): number {
    const after = counts.get(key) ?? 0;
    return after - (this.#windows.get(key)?.count ?? 0) + place;
  }
}
