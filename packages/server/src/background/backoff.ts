const FIRST_DELAY_MS = 100;
/** Short enough that work resumes within seconds after an outage. */
const LONGEST_DELAY_MS = 2_000;
const REPORT_INTERVAL_MS = 30_000;

/**
 * Backoff of a background loop: waits longer after each failure, and reports the first failure of an outage, then one
 * every 30 seconds, so that an outage does not fill the log.
 */
export class Backoff {
  readonly #onError: (error: unknown) => void;
  #failures = 0;
  #reportedAt = Number.NEGATIVE_INFINITY;

  /** @param onError Called with the failures that are reported. */
  constructor(onError: (error: unknown) => void) {
    this.#onError = onError;
  }

  /** Notes a failure and returns how long to wait: 0.1 s, doubling, at most 2 s, and up to half less at random. */
  fail(error: unknown): number {
    this.#failures += 1;
    if (this.#failures === 1 || performance.now() > this.#reportedAt + REPORT_INTERVAL_MS) {
      this.#reportedAt = performance.now();
      this.#onError(error);
    }
    const longest = Math.min(FIRST_DELAY_MS * 2 ** (this.#failures - 1), LONGEST_DELAY_MS);
    return longest * (0.5 + Math.random() / 2);
  }

  /** Notes a success: the outage is over. */
  succeed(): void {
    this.#failures = 0;
  }
}
