import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** Requests that one connection may send ahead of their turn. No client in use sends any. */
const MOST_WAITING = 8;

interface Lane {
  isBusy: boolean;
  readonly waiting: (readonly [ServerResponse, () => void])[];
}

/** Lets every connection have one request in flight. Those that it sends ahead wait for their turn, a few at most. */
export class RequestLanes {
  readonly #lanes = new WeakMap<Socket, Lane>();

  /**
   * Calls `begin` when the requests before this one are done. Returns false when the connection has sent too many ahead:
   * then `begin` is never called.
   */
  enter(socket: Socket, response: ServerResponse, begin: () => void): boolean {
    const lane = this.#laneOf(socket);
    if (!lane.isBusy) this.#begin(lane, socket, response, begin);
    else if (lane.waiting.length >= MOST_WAITING) return false;
    else lane.waiting.push([response, begin]);
    return true;
  }

  #laneOf(socket: Socket): Lane {
    const known = this.#lanes.get(socket);
    if (known !== undefined) return known;
    const lane: Lane = { isBusy: false, waiting: [] };
    this.#lanes.set(socket, lane);
    return lane;
  }

  #begin(lane: Lane, socket: Socket, response: ServerResponse, begin: () => void): void {
    lane.isBusy = true;
    // Emitted once: `once` would only cost a wrapper.
    response.on('close', () => {
      lane.isBusy = false;
      const next = lane.waiting.shift();
      // A closed connection cannot receive responses.
      if (next !== undefined && !socket.destroyed) this.#begin(lane, socket, ...next);
    });
    begin();
  }
}
