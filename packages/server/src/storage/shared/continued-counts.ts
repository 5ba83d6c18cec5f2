import { ClearingCache, type Instant, type RateWindow } from '@firsthandapi/engine';

/** Where requests are counted. */
export type CountSource = 'memory' | 'database';

/** Windows of which the last count is kept: beyond them, all are forgotten. */
const MOST_WINDOWS = 50_000;

interface Window {
  readonly resetAt: Instant;
  last: number;
  /** What each source has not counted. */
  readonly missing: Record<CountSource, number>;
}

/**
 * Makes counts go on when another source takes over, or when one has lost what it knew: within a window, the counts that
 * this process returns never fall. So an outage does not allow a client all of its requests once more.
 */
export class ContinuedCounts {
  readonly #windows = new ClearingCache<string, Window>(MOST_WINDOWS);

  /** Returns the counts of a source, with what it has missed. Must be called in the order in which the source counted. */
  continue(
    source: CountSource,
    windows: readonly RateWindow[],
    counts: readonly number[],
  ): readonly number[] {
    return windows.map((window, index) => this.#continue(source, window, counts[index] ?? 1));
  }

  #continue(source: CountSource, { key, resetAt }: RateWindow, count: number): number {
    let window = this.#windows.get(key);
    if (window?.resetAt !== resetAt) {
      window = { resetAt, last: 0, missing: { memory: 0, database: 0 } };
      this.#windows.set(key, window);
    }
    const { last, missing } = window;
    if (count + missing[source] <= last) missing[source] = last + 1 - count;
    window.last = count + missing[source];
    return window.last;
  }
}
