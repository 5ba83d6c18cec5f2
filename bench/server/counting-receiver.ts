import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A receiver of webhooks that answers at once, and counts a number of them from the first to the last. */
export class CountingReceiver {
  readonly #server: Server;
  #awaited = 0;
  #arrived = 0;
  #firstAt = 0;
  #onLast: (perSecond: number) => void = () => {};

  constructor() {
    this.#server = createServer((request, response) => {
      request.resume();
      request.on('end', () => {
        response.writeHead(204).end();
        this.#note(performance.now());
      });
    });
  }

  /** Returns the receiver's origin. */
  async open(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Resolves with the deliveries per second from the next to the last of the next `count`. */
  perSecondOf(count: number): Promise<number> {
    this.#awaited = count;
    this.#arrived = 0;
    return new Promise((resolve) => {
      this.#onLast = resolve;
    });
  }

  close(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  #note(at: number): void {
    this.#arrived += 1;
    if (this.#arrived === 1) this.#firstAt = at;
    if (this.#arrived !== this.#awaited) return;
    this.#onLast(((this.#arrived - 1) / (at - this.#firstAt)) * 1_000);
  }
}
