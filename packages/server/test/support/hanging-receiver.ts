import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { withinBound } from '@firsthandapi/test-support/within-bound';

/** A webhook endpoint on loopback that accepts deliveries and does not respond until released. */
export interface HangingReceiver {
  readonly url: string;
  /** Ids of the events that arrived, in order, including repeats. */
  readonly received: readonly string[];
  /** Number of deliveries waiting for a response. */
  readonly held: number;
  /** Largest number of deliveries that waited at the same time. */
  readonly mostHeld: number;
  /** Responds with 200 to all waiting deliveries, and to all later ones. */
  release(): void;
  /** Resolves when this many deliveries have arrived. */
  until(count: number): Promise<void>;
  close(): Promise<void>;
}

export async function startHangingReceiver(): Promise<HangingReceiver> {
  const received: string[] = [];
  const held = new Set<ServerResponse>();
  const waiting: { count: number; resolve: () => void }[] = [];
  let mostHeld = 0;
  let isHanging = true;
  const server = createServer((request, response) => {
    request.resume();
    received.push(String(request.headers['x-firsthand-event-id']));
    for (const { count, resolve } of waiting) if (received.length >= count) resolve();
    if (!isHanging) {
      response.writeHead(200).end();
      return;
    }
    held.add(response);
    mostHeld = Math.max(mostHeld, held.size);
    response.on('close', () => held.delete(response));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    get held() {
      return held.size;
    },
    get mostHeld() {
      return mostHeld;
    },
    release() {
      isHanging = false;
      for (const response of held) response.writeHead(200).end();
    },
    until: (count) =>
      received.length >= count
        ? Promise.resolve()
        : withinBound(
            `${count} deliveries arrive`,
            new Promise<void>((resolve) => waiting.push({ count, resolve })),
          ),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
