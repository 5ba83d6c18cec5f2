import { FirstHandAbortError } from '../errors/client-errors.ts';

/** Waits; rejects as soon as the signal is aborted. */
export type Sleep = (milliseconds: number, signal?: AbortSignal) => Promise<void>;

/**
 * Waits on a timer and leaves no listener on the signal.
 *
 * @throws FirstHandAbortError when the signal is or becomes aborted
 */
export const sleep: Sleep = (milliseconds, signal) =>
  new Promise((resolve, reject) => {
    const finish = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', finish);
      if (signal?.aborted) reject(new FirstHandAbortError(signal.reason));
      else resolve();
    };
    const timer = setTimeout(finish, milliseconds);
    signal?.addEventListener('abort', finish);
    if (signal?.aborted) finish();
  });
