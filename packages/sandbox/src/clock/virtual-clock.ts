import type { Clock, Instant } from '@firsthandapi/engine';

interface Sleeper {
  readonly instant: Instant;
  readonly wake: () => void;
}

/**
 * The clock of a world. It stands where it was set; with a `source` it follows that instead, and stands only while
 * it is held for work that is due at an earlier instant.
 */
export class VirtualClock implements Clock {
  readonly #source: (() => Instant) | undefined;
  #held: Instant | undefined;
  #latest: Instant;
  #sleepers: Sleeper[] = [];
  /** Told of each new alarm, so that whoever moves the clock can take it into account. */
  onAlarm: (() => void) | undefined;

  constructor(now: Instant, source?: () => Instant) {
    this.#latest = now;
    this.#source = source;
    if (source === undefined) this.#held = now;
  }

  /** Whether time passes by itself. */
  get hasSource(): boolean {
    return this.#source !== undefined;
  }

  now(): Instant {
    if (this.#held !== undefined) return this.#held;
    // A source that jumps back, as a test's fake Date may, must not take back what was answered already.
    this.#latest = Math.max(this.#latest, this.#source?.() ?? this.#latest);
    return this.#latest;
  }

  /** Where the clock is headed: its source's time, whatever it is held at. */
  target(): Instant {
    return Math.max(this.#latest, this.#source?.() ?? this.#latest);
  }

  /** Stands at `instant`, never earlier than now, and wakes whoever waited for it. True when it woke somebody. */
  hold(instant: Instant): boolean {
    this.#held = Math.max(instant, this.#held ?? Number.NEGATIVE_INFINITY);
    this.#latest = Math.max(this.#latest, this.#held);
    return this.#wakeDue(this.#held);
  }

  /** Follows its source again; a clock without one stays where it is. */
  release(): void {
    if (this.#source !== undefined) this.#held = undefined;
  }

  until(instant: Instant, signal?: AbortSignal): Promise<void> {
    if (instant <= this.now() || signal?.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const cancel = this.alarm(instant, resolve);
      const giveUp = () => {
        cancel();
        resolve();
      };
      signal?.addEventListener('abort', giveUp, { once: true });
    });
  }

  /** Calls `wake` once the clock has reached `instant`. Returns the way to cancel. */
  alarm(instant: Instant, wake: () => void): () => void {
    const sleeper = { instant, wake };
    this.#sleepers.push(sleeper);
    this.onAlarm?.();
    return () => {
      const position = this.#sleepers.indexOf(sleeper);
      if (position !== -1) this.#sleepers.splice(position, 1);
    };
  }

  /** The earliest instant that somebody waits for. */
  nextWake(): Instant | undefined {
    let earliest: Instant | undefined;
    for (const { instant } of this.#sleepers) {
      if (earliest === undefined || instant < earliest) earliest = instant;
    }
    return earliest;
  }

  /** Wakes everybody: the world that they waited in is gone. */
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
