import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { WebhookEvent } from '@firsthandapi/webhooks';
import { webhookHandler } from '@firsthandapi/webhooks/node';

/** A local webhook receiver, like that of an application. */
export interface WebhookReceiver {
  readonly url: string;
  /** The endpoint's secret, known once the endpoint is created. */
  secret: string;
  /** The first event whose signature verifies. */
  readonly received: Promise<WebhookEvent>;
  close(): Promise<void>;
}

export async function startWebhookReceiver(): Promise<WebhookReceiver> {
  let receive: (event: WebhookEvent) => void = () => {};
  const received = new Promise<WebhookEvent>((resolve) => {
    receive = resolve;
  });
  const server = createServer(
    // The adapter reads the raw body and calls back only when the signature verifies.
    webhookHandler({ secret: () => receiver.secret }, (event) => receive(event)),
  );
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  const receiver: WebhookReceiver = {
    url: `http://127.0.0.1:${port}/webhooks`,
    secret: '',
    received,
    async close() {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
  return receiver;
}
