const FIRST_DELAY_MS = 2_000;
const LONGEST_DELAY_MS = 300_000;

/**
 * Returns the pause before the next attempt, in milliseconds: exponential backoff with full jitter between a half and the
 * whole, from 2 s to 5 min.
 *
 * @param failures failures in a row, at least 1.
 * @param random a number from 0 to 1.
 */
export function retryDelay(failures: number, random: number): number {
  const longest = Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** Math.min(failures - 1, 16));
  return Math.round(longest * (0.5 + random / 2));
}
