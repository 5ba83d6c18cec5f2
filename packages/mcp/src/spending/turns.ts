/** Lets work of the same owner happen one at a time. Holds nothing for an owner without work under way. */
export class Turns {
  readonly #last = new Map<string, Promise<unknown>>();

  /** How many owners have work under way. */
  get size(): number {
    return this.#last.size;
  }

  /** Does the work after all earlier work of the same owner. */
  async take<Result>(owner: string, work: () => Promise<Result>): Promise<Result> {
    const before = this.#last.get(owner);
    const mine = (async () => {
      await before?.catch(() => {});
      return work();
    })();
    this.#last.set(owner, mine);
    try {
      return await mine;
    } finally {
      if (this.#last.get(owner) === mine) this.#last.delete(owner);
    }
  }
}
