import type { MemoryStore } from '@firsthandapi/engine/memory';
import type { ClockMode } from '../world/world-clock.ts';
import type { Driver } from './driver.ts';
import { isAwaited } from './housekeeping.ts';
import { News } from './news.ts';
import { LONGEST_DELAY_MS, type TimeSource } from './time-source.ts';
import type { VirtualClock } from './virtual-clock.ts';

/** A script ends before the retries of a failing handler, which go on for hours. */
const WAITED_FOR_MS = 60_000;

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
  /** Something may have become due, or the world has ended. */
  readonly #news = new News();

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
      const told = this.#news.told;
      if (await driver.runUntil(async () => isAnswered, nextTask)) return pending;
      if (told !== this.#news.told && !this.#isStopped) continue;
      const idle = (clock.nextWake() ?? clock.now()) - clock.now();
      if (this.#isStopped || idle <= 0 || (await this.#news.isNoneFor(idle, settled))) break;
    }
    return this.untilAnswered(pending);
  }

  /** Sets the timer for what is due next. Only for clocks that move by themselves. */
  async arm(): Promise<void> {
    this.#news.tell();
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
    this.#news.tell();
    this.#stopTimer?.();
    this.#stopTimer = undefined;
  }
}
