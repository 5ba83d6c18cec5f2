import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { WebhookEvent } from '@firsthandapi/webhooks';
import { webhookHandler } from '@firsthandapi/webhooks/node';

/** The buyer's server, which hears of what happens. */
export interface Receiver {
  readonly url: string;
  /** The endpoint's secret, known once the endpoint is created. */
  secret: string;
  /** Resolves with the first event of a type whose signature verifies. */
  received(type: WebhookEvent['type']): Promise<WebhookEvent>;
  stop(): void;
}

/** Starts a receiver on this machine. */
export async function startReceiver(): Promise<Receiver> {
  const events: WebhookEvent[] = [];
  const listeners = new Set<() => void>();
  const server = createServer(
    webhookHandler({ secret: () => receiver.secret }, (event) => {
      events.push(event);
      for (const listener of listeners) listener();
    }),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const receiver: Receiver = {
    url: `http://127.0.0.1:${port}/webhooks`,
    secret: '',
    received: (type) =>
      new Promise((resolve) => {
        const look = () => {
          const event = events.find((each) => each.type === type);
          if (event === undefined) return;
          listeners.delete(look);
          resolve(event);
        };
        listeners.add(look);
        look();
      }),
    stop() {
      server.closeAllConnections();
      server.close();
    },
  };
  return receiver;
}
