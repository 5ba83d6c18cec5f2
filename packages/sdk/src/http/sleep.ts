import { LONGEST_TIMER } from './longest-timer.ts';
import { within } from './within.ts';

/** Waits; rejects as soon as the signal is aborted. */
export type Sleep = (milliseconds: number, signal?: AbortSignal) => Promise<void>;

/**
 * Waits on a timer, at most 23 days, and leaves no listener on the signal.
 *
 * @throws FirstHandAbortError when the signal is or becomes aborted
 */
export const sleep: Sleep = (milliseconds, signal) =>
  within(
    Infinity,
    signal,
    String,
    (ended) =>
      new Promise((resolve) => {
        const timer = setTimeout(resolve, Math.min(milliseconds, LONGEST_TIMER));
        ended.addEventListener('abort', () => clearTimeout(timer));
      }),
  );
