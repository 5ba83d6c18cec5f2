import { RetryLaterError } from '@firsthandapi/engine';

const MINUTE_MS = 60_000;

/** Limits the calls of a provider in any minute, so that it has no reason to refuse them. */
export class CallPace {
  readonly #most: number;
  readonly #now: () => number;
  #calls: number[] = [];

  /** @param now milliseconds of any clock that never goes back. */
  constructor(most: number, now: () => number = () => performance.now()) {
    this.#most = most;
    this.#now = now;
  }

  /** Counts a call. Throws a `RetryLaterError` with the time until there is room for it. */
  take(): void {
    const now = this.#now();
    this.#calls = this.#calls.filter((at) => at > now - MINUTE_MS);
    const [oldest] = this.#calls;
    if (oldest !== undefined && this.#calls.length >= this.#most) {
      const wait = oldest + MINUTE_MS - now;
      throw new RetryLaterError(wait, `${this.#most} calls a minute are made already`);
    }
    this.#calls.push(now);
  }
}
