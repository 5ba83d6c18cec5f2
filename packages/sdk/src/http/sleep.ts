import { FirstHandAbortError } from '../errors/client-errors.ts';
import { LONGEST_TIMER } from './longest-timer.ts';

/** Waits; rejects as soon as the signal is aborted. */
export type Sleep = (milliseconds: number, signal?: AbortSignal) => Promise<void>;

/**
 * Waits on a timer, at most 23 days, and leaves no listener on the signal.
 *
 * @throws FirstHandAbortError when the signal is or becomes aborted
 */
export const sleep: Sleep = async (milliseconds, signal) => {
  if (!signal?.aborted) {
    await new Promise<void>((resolve) => {
      const finish = (): void => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', finish);
        resolve();
      };
      const timer = setTimeout(finish, Math.min(milliseconds, LONGEST_TIMER));
      signal?.addEventListener('abort', finish);
    });
  }
  // Created here rather than in the listener: only here does the stack lead to the caller.
  if (signal?.aborted) throw new FirstHandAbortError(signal.reason);
};
