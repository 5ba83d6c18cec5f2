import type { ChangeListener } from '@firsthandapi/engine';

/** When everything may have changed, this many listeners at once read the store. */
const CONCURRENT_LISTENERS = 16;

/** Listeners waiting for changes, by what they watch. */
export class Watchers {
  readonly #listeners = new Map<string, Set<ChangeListener>>();

  watch(subject: string, listener: ChangeListener): () => void {
    const listeners = this.#listeners.get(subject) ?? new Set();
    this.#listeners.set(subject, listeners.add(listener));
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0) this.#listeners.delete(subject);
    };
  }

  /** Calls the listeners of a subject, or all of them when it is unknown what has changed. Never rejects. */
  async notify(subject: string | undefined): Promise<void> {
    if (subject !== undefined) {
      await callAll([...(this.#listeners.get(subject) ?? [])]);
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

async function callAll(listeners: readonly ChangeListener[]): Promise<void> {
  await Promise.allSettled(listeners.map(async (listener) => listener()));
}
