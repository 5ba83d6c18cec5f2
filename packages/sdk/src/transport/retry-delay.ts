import type { FirstHandError } from '../errors/firsthand-error.ts';

/** The first and the longest backoff window, in milliseconds. */
const FIRST_WINDOW = 500;
const LONGEST_WINDOW = 8_000;

/**
 * Returns the delay before the next attempt in milliseconds, or `undefined` to give up. When
 * `Retry-After` is above the limit, the error's message says so.
 *
 * Full jitter over a window that doubles from 0.5 s to 8 s, so that clients that failed together do
 * not return together. `Retry-After` is added in full.
 *
 * @param limits attempts after the first, and the longest accepted `Retry-After` in milliseconds
 * @param remaining milliseconds left of `totalTimeout`
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
    error.message += ` (not retried: Retry-After is ${retryAfterMs / 1000} s, above maxRetryAfter)`;
    return undefined;
  }
  const window = Math.min(LONGEST_WINDOW, FIRST_WINDOW * 2 ** (attempts - 1));
  const delay = retryAfterMs + random * window;
  return delay < remaining ? delay : undefined;
}
