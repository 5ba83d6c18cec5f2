import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import type { DeliveryHandler } from './target.ts';

/** A customer's HTTP server on this machine. */
export interface LoopbackServer extends AsyncDisposable {
  /** URL of the handler. */
  readonly url: string;
}

/** Serves `handler` on a free loopback port. */
export async function listenOnLoopback(handler: DeliveryHandler): Promise<LoopbackServer> {
  const server = createServer((incoming, outgoing) => void respond(incoming, outgoing, handler));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/hooks`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

async function respond(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  handler: DeliveryHandler,
): Promise<void> {
  const { method = 'POST', url = '/', headers } = incoming;
  const body = await buffer(incoming);
  const request = new Request(`http://${headers.host}${url}`, {
    method,
    headers: new Headers(headers as Record<string, string>),
    body,
  });
  const { status } = await handler(request);
  outgoing.writeHead(status).end();
}
