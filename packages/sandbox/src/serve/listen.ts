import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Pools of other clients, such as those of Python and Rust, reuse connections for longer than Node's 5 s. */
const KEEP_ALIVE_MS = 65_000;

/** A server that listens. */
export interface Listening {
  /** Its address, with `localhost` for an address that stands for all. */
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Starts a server.
 *
 * @throws Error when it cannot listen; the message names the fix.
 */
export async function startListening(
  { port, host }: { readonly port: number; readonly host: string },
  listener: RequestListener,
): Promise<Listening> {
  const server = createServer(listener);
  // Long polls last up to a minute, possibly of virtual time: the server never disconnects first.
  server.requestTimeout = 0;
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  await listen(server, port, host).catch((error: NodeJS.ErrnoException) => {
    throw new Error(`Cannot listen on ${host}:${port}: ${reasonOf(error)}`, { cause: error });
  });
  return {
    url: urlOf(server.address() as AddressInfo),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

function reasonOf({ code, message }: NodeJS.ErrnoException): string {
  if (code === 'EADDRINUSE') {
    return 'the port is in use; pass another port (--port), or 0 for any free one';
  }
  if (code === 'EACCES') return 'access is denied; pass a port from 1024 (--port)';
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
    return 'this machine does not have the address; pass another host (--host)';
  }
  return message;
}

function urlOf({ address, port, family }: AddressInfo): string {
  if (address === '0.0.0.0' || address === '::') return `http://localhost:${port}`;
  return `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`;
}
