import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { withinBound } from '@firsthandapi/test-support/within-bound';

export interface ReceivedDelivery {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  readonly path: string;
}

/** A webhook endpoint on loopback that records what it receives. */
export interface Receiver {
  readonly url: string;
  readonly received: readonly ReceivedDelivery[];
  /** Resolves when this many deliveries have arrived. */
  until(count: number): Promise<readonly ReceivedDelivery[]>;
  close(): Promise<void>;
}

export async function startReceiver(
  answer: (
    delivery: ReceivedDelivery,
  ) => { status: number; headers?: Record<string, string>; body?: string } | undefined = () => ({
    status: 200,
  }),
): Promise<Receiver> {
  const received: ReceivedDelivery[] = [];
  const waiting: { count: number; resolve: () => void }[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      const delivery = { headers: request.headers, body, path: request.url ?? '' };
      received.push(delivery);
      for (const { count, resolve } of waiting) if (received.length >= count) resolve();
      const reply = answer(delivery);
      // No response: the sender is left waiting.
      if (reply !== undefined) response.writeHead(reply.status, reply.headers).end(reply.body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    async until(count) {
      if (received.length < count) {
        const arrived = new Promise<void>((resolve) => waiting.push({ count, resolve }));
        await withinBound(`${count} deliveries arrive`, arrived);
      }
      return received;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
