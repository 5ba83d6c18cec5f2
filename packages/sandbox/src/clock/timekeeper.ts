import type { MemoryStore } from '@firsthandapi/engine/memory';
import type { ClockMode } from '../world/world-clock.ts';
import type { Driver } from './driver.ts';
import { isAwaited } from './housekeeping.ts';
import { afterRealTime, realNow } from './real-time.ts';
import type { VirtualClock } from './virtual-clock.ts';

/** Where a clock's time comes from, and what its timers are. Undefined for clocks that are moved by hand. */
export interface TimeSource {
  now(): number;
  /** Calls back when `now` has gone on by `milliseconds`. Returns the way to stop. */
  after(milliseconds: number, callback: () => void): () => void;
}

/** setTimeout's longest delay. */
const LONGEST_DELAY_MS = 2 ** 31 - 1;

/** The source of a mode; `start` is where `real` begins and `speed` how many of its seconds pass in a real one. */
export function timeSourceOf(
  mode: ClockMode,
  start: number,
  speed: number,
): TimeSource | undefined {
  if (mode === 'system') {
    // Looked up at each use: these are what a test's fake timers replace.
    return {
      now: () => Date.now(),
      after: (milliseconds, callback) => {
        const timer = setTimeout(callback, milliseconds);
        (timer as { unref?: () => void }).unref?.();
        return () => clearTimeout(timer);
      },
    };
  }
  if (mode === 'real') {
    const begun = realNow();
    return {
      now: () => Math.floor(start + (realNow() - begun) * speed),
      after: (milliseconds, callback) => afterRealTime(milliseconds / speed, callback),
    };
  }
  return undefined;
}

export interface TimekeeperParts {
  readonly mode: ClockMode;
  readonly source: TimeSource | undefined;
  readonly clock: VirtualClock;
  readonly driver: Driver;
  readonly store: MemoryStore;
  /** Knows whether a webhook handler is being waited for. */
  readonly carrier: { readonly isCarrying: boolean };
}

/** Moves a world's time where a test does not: at reads in `auto`, along with the source in `system` and `real`. */
export class Timekeeper {
  readonly #parts: TimekeeperParts;
  #stopTimer: (() => void) | undefined;
  #isStopped = false;

  constructor(parts: TimekeeperParts) {
    this.#parts = parts;
    if (parts.source !== undefined) parts.clock.onAlarm = () => void this.arm();
  }

  /** When the next thing is due that somebody may wait for. */
  async nextAwaited(): Promise<number | undefined> {
    const due = await this.#parts.store.nextDue(isAwaited);
    const wake = this.#parts.clock.nextWake();
    if (due === undefined || wake === undefined) return due ?? wake;
    return Math.min(due, wake);
  }

  /** Brings the world up to date before a request is answered. */
  async beforeRequest(isRead: boolean): Promise<void> {
    const { mode, source, driver, clock, carrier } = this.#parts;
    // A webhook handler that asks is waited for: time must not wait for what it asks.
    if (mode === 'manual' || (driver.isMoving && (source === undefined || carrier.isCarrying)))
      return;
    if (source !== undefined) {
      const due = await this.#parts.store.nextDue();
      const isBehind = driver.isMoving || (due !== undefined && due <= clock.target());
      if (isBehind) await driver.advanceTo(clock.target());
    } else if (isRead) {
      const due = await this.#parts.store.nextDue(isAwaited);
      if (due !== undefined) await driver.advanceTo(due);
    }
  }

  /** In `auto`, moves time until `answer` is there: a long poll that nobody else would ever end. */
  async untilAnswered<T>(answer: Promise<T>): Promise<T> {
    if (this.#parts.mode !== 'auto') return answer;
    let isAnswered = false;
    const note = () => {
      isAnswered = true;
    };
    answer.then(note, note);
    await this.#parts.driver.runUntil(
      async () => isAnswered,
      () => this.nextAwaited(),
    );
    return answer;
  }

  /** Sets the timer for what is due next. Only where time passes by itself. */
  async arm(): Promise<void> {
    const { source, clock, driver } = this.#parts;
    if (source === undefined || this.#isStopped) return;
    const due = await this.nextAwaited();
    this.#stopTimer?.();
    this.#stopTimer = undefined;
    if (due === undefined || this.#isStopped) return;
    const delay = Math.min(Math.max(0, due - clock.target()), LONGEST_DELAY_MS);
    this.#stopTimer = source.after(delay, () => {
      this.#stopTimer = undefined;
      void driver.advanceTo(clock.target()).then(() => this.arm());
    });
  }

  stop(): void {
    this.#isStopped = true;
    this.#stopTimer?.();
    this.#stopTimer = undefined;
  }
}
