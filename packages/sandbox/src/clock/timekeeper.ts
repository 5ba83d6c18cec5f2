import type { MemoryStore } from '@firsthandapi/engine/memory';
import type { ClockMode } from '../world/world-clock.ts';
import type { Driver } from './driver.ts';
import { isAwaited } from './housekeeping.ts';
import { afterRealTime, realNow } from './real-time.ts';
import type { VirtualClock } from './virtual-clock.ts';

/** Time that passes by itself, and timers on it. Clocks that a test moves have none. */
export interface TimeSource {
  now(): number;
  /** Calls back when `now` has advanced by `milliseconds`. Returns a function that cancels it. */
  after(
    milliseconds: number,
    callback: () => void,
    options: { readonly keepsAlive: boolean },
  ): () => void;
}

/** setTimeout's longest delay. */
const LONGEST_DELAY_MS = 2 ** 31 - 1;
/** A script ends before the retries of a failing handler, which go on for hours. */
const WAITED_FOR_MS = 60_000;

/** Returns the source of a mode. A `real` one begins at `start`; `speed` of its seconds pass in one real second. */
export function timeSourceOf(
  mode: ClockMode,
  start: number,
  speed: number,
): TimeSource | undefined {
  if (mode === 'system') {
    // Read on each use: a test's fake timers replace them.
    return {
      now: () => Date.now(),
      after: (milliseconds, callback, { keepsAlive }) => {
        const timer = setTimeout(callback, milliseconds);
        if (!keepsAlive) (timer as { unref?: () => void }).unref?.();
        return () => clearTimeout(timer);
      },
    };
  }
  if (mode === 'real') {
    const begun = realNow();
    return {
      now: () => Math.floor(start + (realNow() - begun) * speed),
      after: (milliseconds, callback, options) =>
        afterRealTime(Math.min(milliseconds / speed, LONGEST_DELAY_MS), callback, options),
    };
  }
  return undefined;
}

/** What a timekeeper works with. */
export interface TimekeeperDependencies {
  readonly mode: ClockMode;
  readonly source: TimeSource | undefined;
  readonly clock: VirtualClock;
  readonly driver: Driver;
  readonly store: MemoryStore;
  /** Knows whether a webhook delivery is in progress. */
  readonly carrier: { readonly isCarrying: boolean };
  /** True when a handler is registered that a program may be waiting for. */
  readonly hasHandlers: () => boolean;
}

/** Moves a world's time when no test does: on reads in `auto`, with the source in `system` and `real`. */
export class Timekeeper {
  readonly #dependencies: TimekeeperDependencies;
  #stopTimer: (() => void) | undefined;
  #isStopped = false;
  /** Called when something may have become due, or the world ends. */
  readonly #watchers = new Set<() => void>();
  #changes = 0;

  constructor(dependencies: TimekeeperDependencies) {
    this.#dependencies = dependencies;
    const rearm = () => void this.arm();
    if (dependencies.source !== undefined) dependencies.clock.onAlarm = rearm;
  }

  /** Returns when the next thing is due that a client may be waiting for. */
  async nextAwaited(): Promise<number | undefined> {
    const due = await this.#dependencies.store.nextDueOf(isAwaited);
    const wake = this.#dependencies.clock.nextWake();
    if (due === undefined || wake === undefined) return due ?? wake;
    return Math.min(due, wake);
  }

  /** Brings the world up to date before a request is answered. */
  async beforeRequest(isRead: boolean): Promise<void> {
    const { mode, source, driver, clock, carrier } = this.#dependencies;
    // A movement waits for webhook handlers, so their requests must not wait for the movement.
    if (mode === 'manual' || (driver.isMoving && (source === undefined || carrier.isCarrying))) {
      return;
    }
    if (source !== undefined) {
      const due = await this.#dependencies.store.nextDue();
      const isBehind = driver.isMoving || (due !== undefined && due <= clock.target());
      if (isBehind) await driver.advanceTo(clock.target());
    } else if (isRead) {
      const due = await this.#dependencies.store.nextDueOf(isAwaited);
      if (due !== undefined) await driver.advanceTo(due);
    }
  }

  /** In `auto`, moves time until `pending` settles: nothing else would end a long poll. */
  async untilAnswered<T>(pending: Promise<T>): Promise<T> {
    if (this.#dependencies.mode !== 'auto') return pending;
    let isAnswered = false;
    const note = () => {
      isAnswered = true;
    };
    pending.then(note, note);
    await this.#dependencies.driver.runUntil(
      async () => isAnswered,
      () => this.nextAwaited(),
    );
    return pending;
  }

  /**
   * In `auto`, like `untilAnswered` for who follows the world's events: time moves to what is due, and while nothing is,
   * the poll takes as long as it would in real time. Otherwise a follower's next poll would move time again, for ever.
   */
  async untilFollowed<T>(pending: Promise<T>): Promise<T> {
    const { mode, driver, store, clock } = this.#dependencies;
    if (mode !== 'auto') return pending;
    let isAnswered = false;
    const note = () => {
      isAnswered = true;
    };
    const settled = pending.then(note, note);
    const nextTask = () => store.nextDueOf(isAwaited);
    for (;;) {
      const changes = this.#changes;
      if (await driver.runUntil(async () => isAnswered, nextTask)) return pending;
      if (changes !== this.#changes && !this.#isStopped) continue;
      const idle = (clock.nextWake() ?? clock.now()) - clock.now();
      if (this.#isStopped || idle <= 0 || (await this.#isIdleFor(idle, settled))) break;
    }
    return this.untilAnswered(pending);
  }

  /** Waits for real time, `settled`, or something new; true when the time has passed. */
  #isIdleFor(milliseconds: number, settled: Promise<void>): Promise<boolean> {
    return new Promise((resolve) => {
      const end = (hasPassed: boolean) => {
        cancel();
        this.#watchers.delete(watch);
        resolve(hasPassed);
      };
      const watch = () => end(false);
      const cancel = afterRealTime(milliseconds, () => end(true), { keepsAlive: true });
      this.#watchers.add(watch);
      void settled.then(watch);
    });
  }

  /** Sets the timer for what is due next. Only for clocks that move by themselves. */
  async arm(): Promise<void> {
    this.#notifyWatchers();
    const { source, clock, driver } = this.#dependencies;
    if (source === undefined || this.#isStopped) return;
    const due = await this.nextAwaited();
    this.#stopTimer?.();
    this.#stopTimer = undefined;
    if (due === undefined || this.#isStopped) return;
    const delay = Math.min(Math.max(0, due - clock.target()), LONGEST_DELAY_MS);
    const move = () => {
      this.#stopTimer = undefined;
      void driver.advanceTo(clock.target()).then(() => this.arm());
    };
    this.#stopTimer = source.after(delay, move, { keepsAlive: this.#isWaitedFor(delay) });
  }

  /** True when the process must not end before the timer: something sleeps, or a handler is due to be called soon. */
  #isWaitedFor(delay: number): boolean {
    const { clock, hasHandlers } = this.#dependencies;
    return clock.nextWake() !== undefined || (hasHandlers() && delay <= WAITED_FOR_MS);
  }

  stop(): void {
    this.#isStopped = true;
    this.#notifyWatchers();
    this.#stopTimer?.();
    this.#stopTimer = undefined;
  }

  #notifyWatchers(): void {
    this.#changes += 1;
    for (const watch of this.#watchers) watch();
  }
}
