import type { FirstHandError } from '../errors/firsthand-error.ts';

/** The window of the first wait and of the longest one, in milliseconds. */
const FIRST_WINDOW = 500;
const LONGEST_WINDOW = 8_000;

/**
 * How long to wait before the next attempt, in milliseconds, or `undefined` to give up. Giving up
 * because the service asks for more patience than allowed is written on the error.
 *
 * Full jitter: anything from nothing to a window that doubles from 0.5 s to 8 s, so that clients
 * that failed together do not come back together. What the service asks to wait is added in full.
 *
 * @param limits attempts after the first, and the longest `Retry-After` in milliseconds
 * @param remaining milliseconds that are left of the call's total time
 * @param random a number from 0 to 1
 */
export function retryDelay(
  error: Pick<FirstHandError, 'message' | 'retryable' | 'attempts' | 'retryAfterMs'>,
  limits: { readonly maxRetries: number; readonly maxRetryAfter: number },
  remaining: number,
  random: number,
): number | undefined {
  const { retryAfterMs = 0, attempts } = error;
  if (!error.retryable || attempts > limits.maxRetries) return undefined;
  if (retryAfterMs > limits.maxRetryAfter) {
    error.message += ` (not repeated: it asks to wait ${retryAfterMs / 1000} s, over maxRetryAfter)`;
    return undefined;
  }
  const window = Math.min(LONGEST_WINDOW, FIRST_WINDOW * 2 ** (attempts - 1));
  const delay = retryAfterMs + random * window;
  return delay < remaining ? delay : undefined;
}
