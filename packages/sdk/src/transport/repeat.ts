import type { FirstHandError } from '../errors/firsthand-error.ts';
import { isAmendable } from '../errors/is-amendable.ts';
import type { ClientSettings } from '../settings/client-settings.ts';
import type { Limits } from '../settings/limits.ts';
import { retryDelay } from './retry-delay.ts';

/**
 * Makes attempts until one succeeds or may not be retried, with a backoff in between. The last error
 * carries the number of attempts.
 *
 * @param once makes one attempt, given its number (from 1) and the milliseconds left
 * @param onError adds what the caller knows to an attempt's error, and returns `false` when the caller
 * allows no retry
 */
export function repeat<T>(
  settings: ClientSettings,
  limits: Limits,
  signal: AbortSignal | undefined,
  once: (attempt: number, remaining: number) => Promise<T>,
  onError?: (error: FirstHandError) => boolean,
): Promise<T> {
  const { totalTimeout } = limits;
  const end = performance.now() + totalTimeout;
  // No asynchronous function around the first attempt: it would cost every call that needs no other.
  return once(1, totalTimeout).catch(async (thrown) => {
    let error = thrown;
    for (let attempt = 1; ; ) {
      if (!isAmendable(error)) throw error;
      error.attempts = attempt;
      if (onError?.(error) === false) throw error;
      const delay = retryDelay(error, limits, end - performance.now(), Math.random());
      if (delay === undefined) throw error;
      await settings.sleep(delay, signal);
      try {
        return await once(++attempt, end - performance.now());
      } catch (next) {
        error = next;
      }
    }
  });
}
