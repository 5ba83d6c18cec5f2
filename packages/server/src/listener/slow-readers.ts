import type { Socket } from 'node:net';

/** Response bytes that may wait for their clients to read them, over all connections. */
export const LARGEST_BUFFERED_BYTES = 64 * 1_024 * 1_024;
const CHECK_INTERVAL_MS = 100;

/** Closes the connections that read slowest when too many response bytes wait in memory. */
export class SlowReaders {
  readonly #sockets: ReadonlySet<Socket>;
  readonly #largest: number;
  readonly #onClosed: () => void;
  #checkedAt = Number.NEGATIVE_INFINITY;

  constructor(sockets: ReadonlySet<Socket>, largest: number, onClosed: () => void) {
    this.#sockets = sockets;
    this.#largest = largest;
    this.#onClosed = onClosed;
  }

  /** Called with each request; looks at the connections only a few times a second. */
  check(): void {
    const now = performance.now();
    if (now < this.#checkedAt + CHECK_INTERVAL_MS) return;
    this.#checkedAt = now;
    let total = 0;
    for (const { writableLength } of this.#sockets) total += writableLength;
    if (total <= this.#largest) return;
    const slowestFirst = [...this.#sockets].sort(
      (one, other) => other.writableLength - one.writableLength,
    );
    for (const socket of slowestFirst) {
      if (total <= this.#largest) return;
      total -= socket.writableLength;
      this.#onClosed();
      socket.destroy();
    }
  }
}
