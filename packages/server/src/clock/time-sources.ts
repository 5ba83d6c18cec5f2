import { uptime } from 'node:os';
import type { Instant } from '@firsthandapi/engine';

/** Where the time comes from. */
export interface TimeSources {
  /** The machine's clock, which may jump. */
  readonly wall: () => Instant;
  /** Milliseconds since some start. Never jumps, but may stand still while the machine sleeps. */
  readonly monotonic: () => number;
  /** Milliseconds since the machine started, its sleep included. */
  readonly uptime: () => number;
}

/** The clocks of this machine. */
export const systemSources: TimeSources = {
  wall: Date.now,
  monotonic: () => performance.now(),
  uptime: () => uptime() * 1_000,
};

/** What the sources said at a moment. Every request has one. */
export interface Reading extends Readonly<Record<'wall' | 'monotonic', number>> {}

/** A moment at which the clock was right. */
export interface Anchor extends Reading {
  /** Read from a file, and so for anchors alone. */
  readonly uptime: number;
}
