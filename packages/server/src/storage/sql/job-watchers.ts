/** Listeners waiting for changes to jobs, by job id. */
export class JobWatchers {
  readonly #listeners = new Map<string, Set<() => void>>();

  watch(jobId: string, listener: () => void): () => void {
    const listeners = this.#listeners.get(jobId) ?? new Set();
    this.#listeners.set(jobId, listeners.add(listener));
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0) this.#listeners.delete(jobId);
    };
  }

  /** Calls the listeners of a job, or of every job when the id of the changed one is unknown. */
  notify(jobId: string | undefined): void {
    if (jobId !== undefined) {
      for (const listener of this.#listeners.get(jobId) ?? []) listener();
      return;
    }
    for (const listeners of this.#listeners.values()) for (const listener of listeners) listener();
  }
}
