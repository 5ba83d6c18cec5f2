import type { Receiver } from './receiver.ts';

/** Maximum number of receivers without deliveries whose history is kept. */
const MOST = 10_000;

/** Receivers that have nothing to do, in the order in which they became idle. */
export class IdleReceivers {
  readonly #idle = new Set<Receiver>();

  /** Adds a receiver, and returns the one that has to be forgotten for it, if any. */
  add(receiver: Receiver): Receiver | undefined {
    this.#idle.delete(receiver);
    this.#idle.add(receiver);
    if (this.#idle.size <= MOST) return undefined;
    const [oldest] = this.#idle;
    if (oldest !== undefined) this.#idle.delete(oldest);
    return oldest;
  }

  delete(receiver: Receiver): void {
    this.#idle.delete(receiver);
  }
}
