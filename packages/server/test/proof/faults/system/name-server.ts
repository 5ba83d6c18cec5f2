import { execFileSync } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { createSocket, type Socket } from 'node:dgram';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

const NAME_ERROR = 3;

/** A name server that knows no name, and can stop responding. Servers use it through a `resolv.conf` of their own. */
export class SilentNameServer {
  isSilent = false;
  /** Starts a program with this name server: its arguments follow. */
  readonly wrapper: readonly string[];
  readonly #socket: Socket;

  private constructor(socket: Socket, wrapper: readonly string[]) {
    this.#socket = socket;
    this.wrapper = wrapper;
    socket.on('message', (query, { port, address }) => {
      if (!this.isSilent) socket.send(nameError(query), port, address);
    });
  }

  /** Undefined where no mount namespace, or no port 53, is permitted. */
  static async start(folder: string): Promise<SilentNameServer | undefined> {
    // Port 53 is fixed, so each proof has an address of its own.
    const address = `127.${randomInt(1, 255)}.${randomInt(1, 255)}.77`;
    const file = join(folder, 'resolv.conf');
    writeFileSync(file, `nameserver ${address}\n`, { mode: 0o644 });
    const script = `mount --bind '${file}' /etc/resolv.conf && exec "$@"`;
    const wrapper = ['unshare', '-m', 'sh', '-c', script, 'sh'];
    const socket = createSocket('udp4');
    try {
      execFileSync('unshare', [...wrapper.slice(1), 'true'], { stdio: 'ignore' });
      await new Promise<void>((resolve, reject) => {
        socket.once('error', reject);
        socket.bind({ port: 53, address }, resolve);
      });
      return new SilentNameServer(socket, wrapper);
    } catch {
      socket.close();
      return undefined;
    }
  }

  close(): void {
    this.#socket.close();
  }
}

/** The query as a response that no such name exists (RFC 1035 §4.1.1). */
function nameError(query: Buffer): Buffer {
  const response = Buffer.from(query);
  response[2] = (response[2] ?? 0) | 0x80;
  response[3] = 0x80 | NAME_ERROR;
  return response;
}
