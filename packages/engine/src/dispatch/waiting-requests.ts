/** As many requests that watch the same may wait at a time (contract §2): each of them looks after every change. */
const MOST_WAITING = 20;

/** Counts the requests that wait, by what they watch. Each process counts its own. */
export class WaitingRequests {
  readonly #counts = new Map<string, number>();

  /** Returns the function that ends the wait, or undefined when as many as may are waiting already. */
  enter(subject: string): (() => void) | undefined {
    const count = this.#counts.get(subject) ?? 0;
    if (count >= MOST_WAITING) return undefined;
    this.#counts.set(subject, count + 1);
    return () => {
      const left = (this.#counts.get(subject) ?? 0) - 1;
      if (left > 0) this.#counts.set(subject, left);
      else this.#counts.delete(subject);
    };
  }
}
