/** Keyed mutex: runs work with the same key one at a time, in order of arrival. */
export class KeyedMutex {
  readonly #tails = new Map<string, Promise<unknown>>();

  async run<T>(key: string, work: () => Promise<T>): Promise<T> {
    const previous = this.#tails.get(key);
    const tail = previous === undefined ? work() : previous.then(work, work);
    this.#tails.set(key, tail);
    try {
      return await tail;
    } finally {
      if (this.#tails.get(key) === tail) this.#tails.delete(key);
    }
  }
}
