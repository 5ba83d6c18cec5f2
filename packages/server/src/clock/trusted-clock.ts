import type { Clock, Instant } from '@firsthandapi/engine';
import { systemClock } from './system-clock.ts';
import { type Anchor, type Reading, systemSources, type TimeSources } from './time-sources.ts';

/** Larger differences are jumps; smaller ones are drift and adjustments. */
export const LARGEST_JUMP_MS = 60 * 60 * 1_000;

/**
 * The system's clock, and the time that is certain. The clock is in doubt when it is more than an hour away from the
 * latest time ever seen, at the start or after a jump, until it is confirmed or corrected. Until then, time continues from the last
 * time that was right, at the pace of the monotonic clock. One exception: when the clock is ahead at the start, mostly
 * because the server was off for long, `now` follows the clock and only `certain` does not.
 */
export class TrustedClock implements Clock {
  readonly #sources: TimeSources;
  #anchor: Anchor;
  #state: 'right' | 'ahead' | 'behind' = 'right';
  #wasAheadAtStart: boolean;
  #onReturn: () => void = () => {};

  /** @param latest The latest time ever seen; undefined on a new database. */
  constructor(latest: Instant | undefined, sources: TimeSources = systemSources) {
    this.#sources = sources;
    const now = this.#anchorAt(this.#read());
    this.#state = stateOf(latest === undefined ? 0 : now.wall - latest);
    this.#wasAheadAtStart = this.#state === 'ahead';
    // A clock that is ahead by less than an hour has only been off; one that is behind by less was adjusted.
    const isRight = latest === undefined || this.#state === 'right';
    this.#anchor = isRight ? now : { ...now, wall: latest };
  }

  now(): Instant {
    const now = this.#observe();
    const followsMachine =
      this.#state === 'right' || (this.#state === 'ahead' && this.#wasAheadAtStart);
    return followsMachine ? now.wall : this.#expected(now);
  }

  until(instant: Instant, signal?: AbortSignal): Promise<void> {
    return systemClock.until(Date.now() + instant - this.now(), signal);
  }

  certain(): Instant {
    const now = this.#observe();
    return this.#state === 'right' ? now.wall : this.#expected(now);
  }

  /** How far the clock is ahead of the certain time, in milliseconds; undefined while it is not in doubt. */
  get doubt(): number | undefined {
    const now = this.#observe();
    return this.#state === 'right' ? undefined : now.wall - this.#expected(now);
  }

  /** The machine's clock, right or wrong. */
  get machineTime(): Instant {
    return this.#sources.wall();
  }

  /** Accepts the clock as it is now. */
  confirm(): void {
    this.#state = 'right';
    this.#wasAheadAtStart = false;
    this.#anchor = this.#anchorAt(this.#read());
  }

  /** Notes that the clock is right. Called at intervals, so that drift never adds up to a jump. */
  settle(): void {
    const now = this.#observe();
    if (this.#state === 'right') this.#anchor = this.#anchorAt(now);
  }

  /** Calls `listener` when a clock that was ahead is right again. */
  onReturn(listener: () => void): void {
    this.#onReturn = listener;
  }

  #observe(): Reading {
    const now = this.#read();
    const before = this.#state;
    this.#state = stateOf(now.wall - this.#expected(now));
    if (this.#state === 'ahead' && before !== 'ahead') this.#followSleep(this.#anchorAt(now));
    if (before === 'ahead' && this.#state !== 'ahead') {
      this.#wasAheadAtStart = false;
      this.#onReturn();
    }
    return now;
  }

  /** Accepts the clock when the machine was asleep for as long as it has jumped. */
  #followSleep(now: Anchor): void {
    const slept = now.uptime - this.#anchor.uptime;
    if (now.wall - (this.#anchor.wall + slept) > LARGEST_JUMP_MS) return;
    this.#state = 'right';
    this.#anchor = now;
  }

  #expected({ monotonic }: Reading): Instant {
    return Math.floor(this.#anchor.wall + monotonic - this.#anchor.monotonic);
  }

  #read(): Reading {
    const { wall, monotonic } = this.#sources;
    return { wall: wall(), monotonic: monotonic() };
  }

  #anchorAt(reading: Reading): Anchor {
    return { ...reading, uptime: this.#sources.uptime() };
  }
}

function stateOf(aheadMs: number): 'right' | 'ahead' | 'behind' {
  if (aheadMs > LARGEST_JUMP_MS) return 'ahead';
  return aheadMs < -LARGEST_JUMP_MS ? 'behind' : 'right';
}
