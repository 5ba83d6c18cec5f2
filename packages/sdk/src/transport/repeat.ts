import { FirstHandError } from '../errors/firsthand-error.ts';
import type { ClientSettings } from '../settings/client-settings.ts';
import type { Limits } from '../settings/limits.ts';
import { retryDelay } from './retry-delay.ts';

/**
 * Makes attempts until one succeeds or may not be retried, with a backoff in between. The last error
 * carries the number of attempts.
 *
 * @param once makes one attempt, given its number (from 1) and the milliseconds left
 * @param describe adds what the caller knows to an attempt's error
 * @param mayRetry whether the caller allows a retry after an error that allows one; by default always
 */
export async function repeat<T>(
  settings: ClientSettings,
  limits: Limits,
  signal: AbortSignal | undefined,
  once: (attempt: number, remaining: number) => Promise<T>,
  describe?: (error: FirstHandError) => void,
  mayRetry?: (error: FirstHandError) => boolean,
): Promise<T> {
  const { totalTimeout } = limits;
  const end = performance.now() + totalTimeout;
  let remaining = totalTimeout;
  for (let attempt = 1; ; attempt++) {
    try {
      return await once(attempt, remaining);
    } catch (error) {
      if (!(error instanceof FirstHandError)) throw error;
      error.attempts = attempt;
      describe?.(error);
      if (mayRetry?.(error) === false) throw error;
      const delay = retryDelay(error, limits, end - performance.now(), Math.random());
      if (delay === undefined) throw error;
      await settings.sleep(delay, signal);
      remaining = end - performance.now();
    }
  }
}
