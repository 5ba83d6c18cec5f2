import type { Clock } from '../ports.ts';
import type { Instant } from '../time/instant.ts';

interface Sleeper {
  readonly instant: Instant;
  readonly wake: () => void;
}

/** A clock that stands still until it is set. Waiters are woken when it passes their instant. */
export class ManualClock implements Clock {
  #now: Instant;
  #sleepers: Sleeper[] = [];

  constructor(now: Instant) {
    this.#now = now;
  }

  now(): Instant {
    return this.#now;
  }

  /** Moves to `instant` and wakes the waiters that are due, in order of their instants. */
  set(instant: Instant): void {
    this.#now = instant;
    const due = this.#sleepers.filter((sleeper) => sleeper.instant <= instant);
    this.#sleepers = this.#sleepers.filter((sleeper) => sleeper.instant > instant);
    for (const { wake } of due.sort((a, b) => a.instant - b.instant)) wake();
  }

  until(instant: Instant, signal?: AbortSignal): Promise<void> {
    if (instant <= this.#now || signal?.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const sleeper = { instant, wake: resolve };
      this.#sleepers.push(sleeper);
      signal?.addEventListener(
        'abort',
        () => {
          this.#sleepers = this.#sleepers.filter((other) => other !== sleeper);
          resolve();
        },
        { once: true },
      );
    });
  }

  /** Returns the earliest instant that is waited for. */
  nextWake(): Instant | undefined {
    return this.#sleepers.reduce<Instant | undefined>(
      (earliest, { instant }) => Math.min(earliest ?? instant, instant),
      undefined,
    );
  }
}
