import { uptime } from 'node:os';
import type { Clock, Instant } from '@firsthandapi/engine';
import { systemClock } from './system-clock.ts';

/** Where the time comes from. */
export interface TimeSources {
  /** The machine's clock, which may jump. */
  readonly wall: () => Instant;
  /** Milliseconds since some start. Never jumps, but may stand still while the machine sleeps. */
  readonly monotonic: () => number;
  /** Milliseconds since the machine started, its sleep included. */
  readonly uptime: () => number;
}

/** Larger differences are jumps; smaller ones are drift and adjustments. */
export const LARGEST_JUMP_MS = 60 * 60 * 1_000;

const systemSources: TimeSources = {
  wall: Date.now,
  monotonic: () => performance.now(),
  uptime: () => uptime() * 1_000,
};

/** A moment at which the clock was right. */
interface Anchor extends Readonly<Record<keyof TimeSources, number>> {}

/**
 * The system's clock, and what is certain about it. It is in doubt when it is more than an hour ahead of the latest time
 * that was ever seen, or jumps ahead while it runs. Then `certain` continues from the last time that was right, at the
 * pace of the monotonic clock, until the clock is confirmed or set back.
 */
export class TrustedClock implements Clock {
  readonly until = systemClock.until;
  readonly #sources: TimeSources;
  #anchor: Anchor;
  #isInDoubt = false;
  #isSetBack = false;
  #onSetBack: () => void = () => {};

  /** @param latest The latest time ever seen; undefined on a new database. */
  constructor(latest: Instant | undefined, sources: TimeSources = systemSources) {
    this.#sources = sources;
    const now = this.#read();
    this.#isInDoubt = latest !== undefined && now.wall > latest + LARGEST_JUMP_MS;
    this.#anchor = this.#isInDoubt ? { ...now, wall: latest ?? now.wall } : now;
  }

  now(): Instant {
    return this.#sources.wall();
  }

  certain(): Instant {
    const now = this.#observe();
    return this.#isInDoubt ? Math.min(this.#expected(now), now.wall) : now.wall;
  }

  /** How far the clock is ahead of the certain time, in milliseconds; undefined while it is not in doubt. */
  get doubt(): number | undefined {
    const now = this.#observe();
    return this.#isInDoubt ? now.wall - this.#expected(now) : undefined;
  }

  /** Accepts the clock as it is now. */
  confirm(): void {
    this.#isInDoubt = false;
    this.#isSetBack = false;
    this.#anchor = this.#read();
  }

  /** Notes that the clock is right. Called at intervals, so that drift never adds up to a jump. */
  settle(): void {
    const now = this.#observe();
    if (!this.#isInDoubt && !this.#isSetBack) this.#anchor = now;
  }

  /** Calls `listener` when the clock is found to have been set back by more than an hour. */
  onSetBack(listener: () => void): void {
    this.#onSetBack = listener;
  }

  #observe(): Anchor {
    const now = this.#read();
    const ahead = now.wall - this.#expected(now);
    if (ahead > LARGEST_JUMP_MS) {
      this.#isInDoubt ||= !this.#hasSlept(now);
      if (!this.#isInDoubt) this.#anchor = now;
      return now;
    }
    const wasAhead = this.#isInDoubt;
    const wasSetBack = this.#isSetBack;
    this.#isInDoubt = false;
    // The latest time stays the anchor: a clock that returns to it has not jumped ahead.
    this.#isSetBack = ahead < -LARGEST_JUMP_MS;
    if (wasAhead || (this.#isSetBack && !wasSetBack)) this.#onSetBack();
    return now;
  }

  /** Whether the machine was asleep for as long as its clock has jumped. */
  #hasSlept({ wall, uptime }: Anchor): boolean {
    const awake = this.#anchor.wall + uptime - this.#anchor.uptime;
    return wall - awake <= LARGEST_JUMP_MS;
  }

  #expected({ monotonic }: Anchor): Instant {
    return Math.floor(this.#anchor.wall + monotonic - this.#anchor.monotonic);
  }

  #read(): Anchor {
    const { wall, monotonic, uptime } = this.#sources;
    return { wall: wall(), monotonic: monotonic(), uptime: uptime() };
  }
}
