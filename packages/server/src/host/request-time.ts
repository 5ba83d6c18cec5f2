import type { RequestDeadline } from '@firsthandapi/engine';

/** The time in which one request is to be answered (contract §2). */
export class RequestTime implements RequestDeadline {
  readonly #limitMs: number;
  #listeners: Set<() => void> | undefined;
  #isOver = false;
  #timer: NodeJS.Timeout | undefined;
  /** Made on first access: a signal costs more than all else that keeps the time, and hardly any request needs one. */
  #signal: AbortSignal | undefined;

  /** @param limitMs From now, in milliseconds. */
  constructor(limitMs: number) {
    this.#limitMs = limitMs;
    this.resume();
  }

  get aborted(): boolean {
    return this.#isOver;
  }

  get signal(): AbortSignal {
    this.#signal ??= this.#createSignal();
    return this.#signal;
  }

  onOver(listener: () => void): () => void {
    const listeners = this.#listeners ?? new Set();
    this.#listeners = listeners.add(listener);
    return () => listeners.delete(listener);
  }

  resume(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#end(), this.#limitMs).unref();
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

  #end(): void {
    this.#isOver = true;
    for (const listener of this.#listeners ?? []) listener();
    this.#listeners = undefined;
  }

  #createSignal(): AbortSignal {
    if (this.#isOver) return AbortSignal.abort();
    const late = new AbortController();
    this.onOver(() => late.abort());
    return late.signal;
  }
}
