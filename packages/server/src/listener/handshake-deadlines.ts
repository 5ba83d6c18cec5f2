import type { Server } from 'node:https';
import type { Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';

/**
 * Cuts off connections whose TLS handshake is not complete in time. Node's own `handshakeTimeout` begins again with each
 * byte, so that a client could keep a connection for hours.
 */
export class HandshakeDeadlines {
  readonly #limitMs: number;
  /** By the peer's address and port, which the socket of a connection and that of its TLS session have in common. */
  readonly #timers = new Map<string, NodeJS.Timeout>();

  constructor(limitMs: number) {
    this.#limitMs = limitMs;
  }

  watch(server: Server): void {
    server.on('connection', (socket: Socket) => this.#begin(socket));
    server.on('secureConnection', (socket: TLSSocket) => this.#end(peerOf(socket)));
  }

  #begin(socket: Socket): void {
    const peer = peerOf(socket);
    const timer = setTimeout(() => socket.destroy(), this.#limitMs);
    timer.unref();
    this.#timers.set(peer, timer);
    socket.once('close', () => this.#end(peer));
  }

  #end(peer: string): void {
    clearTimeout(this.#timers.get(peer));
    this.#timers.delete(peer);
  }
}

function peerOf({ remoteAddress, remotePort }: Socket): string {
  return `${remoteAddress} ${remotePort}`;
}
