import type { Instant, RateWindow } from '@firsthandapi/engine';

/** One window's count, as it is stored. */
export interface WindowCount {
  readonly key: string;
  readonly resetAt: Instant;
  readonly count: number;
}

/** Request counts in memory, with the keys of those that have changed since they were last written. */
export class RateWindows {
  readonly #windows = new Map<string, { resetAt: Instant; count: number }>();
  readonly #changed = new Set<string>();
  #now: Instant = 0;

  count(windows: readonly RateWindow[], now: Instant): readonly number[] {
    this.#now = now;
    return windows.map(({ key, resetAt }) => {
      const window = this.#windows.get(key);
      this.#changed.add(key);
      if (window !== undefined && window.resetAt === resetAt) {
        window.count += 1;
        return window.count;
      }
      this.#windows.set(key, { resetAt, count: 1 });
      return 1;
    });
  }

  set(key: string, resetAt: Instant, count: number): void {
    this.#windows.set(key, { resetAt, count });
  }

  /** The time at which the last request was counted. */
  get now(): Instant {
    return this.#now;
  }

  /** Returns the open windows whose count has changed since the last call. Drops expired windows. */
  takeChanged(): readonly WindowCount[] {
    for (const [key, { resetAt }] of this.#windows) {
      if (resetAt <= this.#now) this.#windows.delete(key);
    }
    const changed = [...this.#changed].flatMap((key) => {
      const window = this.#windows.get(key);
      return window === undefined ? [] : [{ key, ...window }];
    });
    this.#changed.clear();
    return changed;
  }
}
