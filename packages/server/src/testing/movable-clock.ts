import type { Clock, Instant } from '@firsthandapi/engine';
import { systemClock } from '../clock/system-clock.ts';

/** The system clock plus an offset that tests increase. Every waiter checks the time again after each advance. */
export class MovableClock implements Clock {
  #offsetMs = 0;
  #moved = new AbortController();

  now(): Instant {
    return systemClock.now() + this.#offsetMs;
  }

  advance(milliseconds: number): void {
    this.#offsetMs += milliseconds;
    const moved = this.#moved;
    this.#moved = new AbortController();
    moved.abort();
  }

  async until(instant: Instant, signal?: AbortSignal): Promise<void> {
    while (this.now() < instant && !signal?.aborted) {
      const moved = this.#moved.signal;
      const either = signal === undefined ? moved : AbortSignal.any([moved, signal]);
      await systemClock.until(instant - this.#offsetMs, either);
    }
  }
}
