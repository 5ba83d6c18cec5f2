import type { ClockMode } from '../world/world-clock.ts';
import { afterRealTime, realNow } from './real-time.ts';

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
export const LONGEST_DELAY_MS = 2 ** 31 - 1;

/** Returns the source of a mode. A `real` one begins at `start`; `speed` of its seconds pass in one real second. */
export function timeSourceOf(
  mode: ClockMode,
  start: number,
  speed: number,
): TimeSource | undefined {
  if (mode === 'system') return systemTime;
  if (mode === 'real') return realTime(start, speed);
  return undefined;
}

/** Read on each use: a test's fake timers replace them. */
const systemTime: TimeSource = {
  now: () => Date.now(),
  after: (milliseconds, callback, { keepsAlive }) => {
    const timer = setTimeout(callback, milliseconds);
    if (!keepsAlive) (timer as { unref?: () => void }).unref?.();
    return () => clearTimeout(timer);
  },
};

function realTime(start: number, speed: number): TimeSource {
  const begun = realNow();
  return {
    now: () => Math.floor(start + (realNow() - begun) * speed),
    after: (milliseconds, callback, options) =>
      afterRealTime(Math.min(milliseconds / speed, LONGEST_DELAY_MS), callback, options),
  };
}
