/** Lets a few pieces of work run at a time. The others wait, in order. */
export class Turns {
  #free: number;
  readonly #waiting: (() => void)[] = [];

  /** @param most How many may run at a time. */
  constructor(most: number) {
    this.#free = most;
  }

  async take<T>(work: () => Promise<T>): Promise<T> {
    if (this.#free > 0) this.#free -= 1;
    else await new Promise<void>((resolve) => this.#waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = this.#waiting.shift();
      // A turn is passed on, so that nobody who comes meanwhile takes it.
      if (next === undefined) this.#free += 1;
      else next();
    }
  }
}
