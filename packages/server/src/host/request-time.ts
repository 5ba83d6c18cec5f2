import type { RequestDeadline } from '@firsthandapi/engine';

/** The time in which one request is to be answered (contract §2). */
export class RequestTime implements RequestDeadline {
  readonly #limitMs: number;
  readonly #late = new AbortController();
  #timer: NodeJS.Timeout | undefined;

  /** @param limitMs From now, in milliseconds. */
  constructor(limitMs: number) {
    this.#limitMs = limitMs;
    this.resume();
  }

  get signal(): AbortSignal {
    return this.#late.signal;
  }

  resume(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#late.abort(), this.#limitMs).unref();
  }

  suspend(): void {
    clearTimeout(this.#timer);
  }

  /** Does not count the time that `work` takes, such as the arrival of a body. */
  async suspendFor<T>(work: () => Promise<T>): Promise<T> {
    this.suspend();
    try {
      return await work();
    } finally {
      this.resume();
    }
  }
}
