/**
 * When PostgreSQL was last found not to respond on a connection. A firewall that forgets one connection, or a server that
 * is gone without a word, has most likely forgotten them all: those that have been idle since are not worth a wait each.
 */
export class Silence {
  #sentAt = Number.NEGATIVE_INFINITY;

  /** Notes that a statement sent at `sentAt`, in milliseconds of `performance.now()`, had no response in time. */
  note(sentAt: number): void {
    this.#sentAt = Math.max(this.#sentAt, sentAt);
  }

  /** True when a connection may be silent as well: it has not responded since. */
  concerns(heardAt: number): boolean {
    return heardAt <= this.#sentAt;
  }
}
