import type { Clock, Instant } from '@firsthandapi/engine';

interface Sleeper {
  readonly instant: Instant;
  readonly wake: () => void;
}

/** What a clock follows, and what it calls. */
export interface ClockOptions {
  readonly source?: (() => Instant) | undefined;
  /** Called when something begins to wait for the clock. Returns a function to call when the wait ends. */
  readonly onWait?: () => () => void;
}

/**
 * The clock of a world. It stays where it was set; with a `source` it follows that instead, and stops only while it is
 * held for work that is due at an earlier instant.
 */
export class VirtualClock implements Clock {
  readonly #source: (() => Instant) | undefined;
  #held: Instant | undefined;
  #latest: Instant;
  #sleepers: Sleeper[] = [];
  /** Called on each new alarm, so that the timekeeper can set its timer earlier. */
  onAlarm: (() => void) | undefined;
  readonly #onWait: (() => () => void) | undefined;

  constructor(now: Instant, { source, onWait }: ClockOptions = {}) {
    this.#latest = now;
    this.#source = source;
    this.#onWait = onWait;
    if (source === undefined) this.#held = now;
  }

  /** True when time passes by itself. */
  get hasSource(): boolean {
    return this.#source !== undefined;
  }

  now(): Instant {
    if (this.#held !== undefined) return this.#held;
    // A source may jump back, as a test's fake Date does; the world's time must not.
    this.#latest = Math.max(this.#latest, this.#source?.() ?? this.#latest);
    return this.#latest;
  }

  /** The time of the source, even while the clock is held at an earlier instant. */
  target(): Instant {
    return Math.max(this.#latest, this.#source?.() ?? this.#latest);
  }

  /** Stops at `instant`, never earlier than now, and wakes the sleepers due by then. True when it woke any. */
  hold(instant: Instant): boolean {
    this.#held = Math.max(instant, this.#held ?? Number.NEGATIVE_INFINITY);
    this.#latest = Math.max(this.#latest, this.#held);
    return this.#wakeDue(this.#held);
  }

  /** Follows the source again; a clock without one stays where it is. */
  release(): void {
    if (this.#source !== undefined) this.#held = undefined;
  }

  until(instant: Instant, signal?: AbortSignal): Promise<void> {
    if (instant <= this.now() || signal?.aborted) return Promise.resolve();
    const endWait = this.#onWait?.();
    return new Promise((resolve) => {
      const abort = () => {
        cancel();
        endWait?.();
        resolve();
      };
      const cancel = this.alarm(instant, () => {
        // A signal may outlive many waits: it must not keep this one's listener.
        signal?.removeEventListener('abort', abort);
        endWait?.();
        resolve();
      });
      signal?.addEventListener('abort', abort, { once: true });
    });
  }

  /** Calls `wake` when the clock reaches `instant`. Returns a function that cancels it. */
  alarm(instant: Instant, wake: () => void): () => void {
    const sleeper = { instant, wake };
    this.#sleepers.push(sleeper);
    this.onAlarm?.();
    return () => {
      const position = this.#sleepers.indexOf(sleeper);
      if (position !== -1) this.#sleepers.splice(position, 1);
    };
  }

  /** The earliest instant that a sleeper waits for. */
  nextWake(): Instant | undefined {
    let earliest: Instant | undefined;
    for (const { instant } of this.#sleepers) {
      if (earliest === undefined || instant < earliest) earliest = instant;
    }
    return earliest;
  }

  /** Wakes all sleepers, because their world has ended. */
  wakeAll(): void {
    const sleepers = this.#sleepers;
    this.#sleepers = [];
    for (const { wake } of sleepers) wake();
  }

  #wakeDue(now: Instant): boolean {
    const due = this.#sleepers.filter(({ instant }) => instant <= now);
    if (due.length === 0) return false;
    this.#sleepers = this.#sleepers.filter(({ instant }) => instant > now);
    for (const { wake } of due.sort((a, b) => a.instant - b.instant)) wake();
    return true;
  }
}
