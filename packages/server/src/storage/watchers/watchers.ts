import type { JobListener } from '@firsthandapi/engine';

/** When every job may have changed, this many listeners at once read the store. */
const CONCURRENT_LISTENERS = 16;

/** Listeners waiting for changes to jobs, by job id. */
export class JobWatchers {
  readonly #listeners = new Map<string, Set<JobListener>>();

  watch(jobId: string, listener: JobListener): () => void {
    const listeners = this.#listeners.get(jobId) ?? new Set();
    this.#listeners.set(jobId, listeners.add(listener));
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0) this.#listeners.delete(jobId);
    };
  }

  /** Calls the listeners of a job, or of every job when the id of the changed one is unknown. Never rejects. */
  async notify(jobId: string | undefined): Promise<void> {
    if (jobId !== undefined) {
      await callAll([...(this.#listeners.get(jobId) ?? [])]);
      return;
    }
    const waiting = [...this.#listeners.values()].flatMap((listeners) =>
      [...listeners].map((listener) => ({ listener, isWatching: () => listeners.has(listener) })),
    );
    for (let first = 0; first < waiting.length; first += CONCURRENT_LISTENERS) {
      const next = waiting.slice(first, first + CONCURRENT_LISTENERS);
      await callAll(next.filter(({ isWatching }) => isWatching()).map(({ listener }) => listener));
    }
  }
}

async function callAll(listeners: readonly JobListener[]): Promise<void> {
  await Promise.allSettled(listeners.map(async (listener) => listener()));
}
