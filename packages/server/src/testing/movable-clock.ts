import type { Clock, Instant } from '@firsthandapi/engine';
import { systemClock } from '../host/system-clock.ts';

/** The machine's clock, until a test moves it forward. Whatever waits on it checks again after each move. */
export class MovableClock implements Clock {
  #aheadMs = 0;
  #moved = new AbortController();

  now(): Instant {
    return systemClock.now() + this.#aheadMs;
  }

  advance(milliseconds: number): void {
    this.#aheadMs += milliseconds;
    const moved = this.#moved;
    this.#moved = new AbortController();
    moved.abort();
  }

  async until(instant: Instant, signal?: AbortSignal): Promise<void> {
    while (this.now() < instant && !signal?.aborted) {
      const moved = this.#moved.signal;
      const either = signal === undefined ? moved : AbortSignal.any([moved, signal]);
      await systemClock.until(instant - this.#aheadMs, either);
    }
  }
}
