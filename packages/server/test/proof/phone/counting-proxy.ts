import type { AddressInfo } from 'node:net';
import { connect, createServer, type Socket } from 'node:net';

/** Bytes that pass in a second, so that an upload lasts long enough to be interrupted. */
const BYTES_PER_SECOND = 12_000_000;

/** The network between a phone and the server: it counts what the phone sends, and can be cut. */
export class CountingProxy {
  /** Bytes that the phone has sent. */
  sent = 0;
  #target = 0;
  #isCut = false;
  readonly #sockets = new Set<Socket>();
  readonly #server = createServer((phone) => this.#connect(phone));

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Where the server is, which changes when it is started again. */
  set target(port: number) {
    this.#target = port;
  }

  /** Ends every connection and refuses new ones, until it is mended. */
  cut(): void {
    this.#isCut = true;
    for (const socket of this.#sockets) socket.destroy();
  }

  mend(): void {
    this.#isCut = false;
  }

  stop(): void {
    this.cut();
    this.#server.close();
  }

  #connect(phone: Socket): void {
    if (this.#isCut) {
      phone.destroy();
      return;
    }
    const server = connect(this.#target, '127.0.0.1');
    for (const socket of [phone, server]) {
      this.#sockets.add(socket);
      socket.on('error', () => socket.destroy());
      socket.on('close', () => this.#sockets.delete(socket));
    }
    phone.on('data', (chunk: Buffer) => {
      this.sent += chunk.length;
      server.write(chunk);
      phone.pause();
      setTimeout(() => phone.resume(), (chunk.length / BYTES_PER_SECOND) * 1_000);
    });
    phone.on('close', () => server.destroy());
    server.on('data', (chunk: Buffer) => phone.write(chunk));
    server.on('close', () => phone.destroy());
  }
}
