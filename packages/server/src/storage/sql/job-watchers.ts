/** Who waits for a change of which job. */
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

  /** Calls the watchers of a job, or of every job when it is not known what has changed. */
  notify(jobId: string | undefined): void {
    if (jobId !== undefined) {
      for (const listener of this.#listeners.get(jobId) ?? []) listener();
      return;
    }
    for (const listeners of this.#listeners.values()) for (const listener of listeners) listener();
  }
}
