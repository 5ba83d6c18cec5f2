import type { Server, Socket } from 'node:net';
import { clientNetwork } from '@firsthandapi/engine';
import type { ConnectionLimits } from './connection-limits.ts';

/** Why a connection was closed. */
export type RefusalReason =
  | 'connections'
  | 'connections_per_address'
  | 'pipelining'
  | 'slow_reader';

/** Keeps a server's connections within its limits. */
export class ConnectionLimiter {
  readonly sockets = new Set<Socket>();
  readonly #limits: ConnectionLimits;
  readonly #onRefused: (reason: RefusalReason) => void;
  readonly #byNetwork = new Map<string, number>();

  constructor(limits: ConnectionLimits, onRefused: (reason: RefusalReason) => void) {
    this.#limits = limits;
    this.#onRefused = onRefused;
  }

  watch(server: Server): void {
    server.maxConnections = this.#limits.most;
    server.on('drop', () => this.#onRefused('connections'));
    server.on('connection', (socket) => this.#accept(socket));
  }

  #accept(socket: Socket): void {
    const network = clientNetwork(socket.remoteAddress ?? '');
    const count = this.#byNetwork.get(network) ?? 0;
    if (count >= this.#limits.mostPerNetwork) {
      this.#onRefused('connections_per_address');
      socket.destroy();
      return;
    }
    this.#byNetwork.set(network, count + 1);
    this.sockets.add(socket);
    socket.once('close', () => {
      this.sockets.delete(socket);
      const left = (this.#byNetwork.get(network) ?? 1) - 1;
      if (left === 0) this.#byNetwork.delete(network);
      else this.#byNetwork.set(network, left);
    });
  }
}
