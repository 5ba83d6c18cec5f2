import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';

const TYPE_A = 1;

/** A name server on loopback. It knows some names, and never responds to questions for any other. */
export class NameServer {
  readonly address: string;
  /** The names that it was asked for, with repetitions. */
  readonly asked: string[] = [];
  readonly #socket: Socket;

  private constructor(socket: Socket) {
    this.#socket = socket;
    this.address = `127.0.0.1:${socket.address().port}`;
  }

  /** @param names IPv4 address and TTL in seconds, by name. A name without an address does not exist. */
  static async start(
    names: Readonly<Record<string, { readonly address?: string; readonly ttl: number }>>,
  ): Promise<NameServer> {
    const socket = createSocket('udp4');
    socket.bind(0, '127.0.0.1');
    await once(socket, 'listening');
    const server = new NameServer(socket);
    socket.on('message', (query, { port, address }) => {
      const { name, type, end } = questionOf(query);
      server.asked.push(name);
      const known = names[name];
      if (known === undefined) return;
      const question = query.subarray(12, end);
      const found = type === TYPE_A ? known.address : undefined;
      const code = known.address === undefined ? 3 : 0;
      const head = Buffer.from(query.subarray(0, 12));
      head.writeUInt16BE(0x8180 | code, 2);
      head.writeUInt16BE(1, 4);
      head.writeUInt16BE(found === undefined ? 0 : 1, 6);
      head.writeUInt32BE(0, 8);
      const answer = found === undefined ? [] : [record(found, known.ttl)];
      socket.send(Buffer.concat([head, question, ...answer]), port, address);
    });
    return server;
  }

  close(): void {
    this.#socket.close();
  }
}

/** Reads the question of a query (RFC 1035 §4.1.2). */
function questionOf(query: Buffer): { name: string; type: number; end: number } {
  const labels: string[] = [];
  let place = 12;
  for (;;) {
    const length = query[place] ?? 0;
    place += 1;
    if (length === 0) break;
    labels.push(query.toString('latin1', place, place + length));
    place += length;
  }
  return { name: labels.join('.').toLowerCase(), type: query.readUInt16BE(place), end: place + 4 };
}

/** An A record for the name of the question. */
function record(address: string, ttl: number): Buffer {
  const bytes = Buffer.from([0xc0, 12, 0, TYPE_A, 0, 1, 0, 0, 0, 0, 0, 4]);
  bytes.writeUInt32BE(ttl, 6);
  return Buffer.concat([bytes, Buffer.from(address.split('.').map(Number))]);
}
