import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { verifyWebhookSignature } from '@firsthandapi/webhooks';
import type { Random } from '../../support/random.ts';

/** A customer's webhook endpoint that outlives every crash. */
export class WebhookReceiver {
  /** How often each event has arrived with a valid signature. */
  readonly arrivals = new Map<string, number>();
  readonly secrets: string[] = [];
  forgeries = 0;
  readonly #random: Random;
  readonly #acceptsAnyAge: boolean;
  readonly #server = createServer(async (request, response) => {
    const body = await text(request).catch(() => undefined);
    // The sender died while sending.
    if (body === undefined) return;
    this.#take(body, String(request.headers['x-firsthand-signature']));
    // Responds after a moment, so that crashes hit deliveries at every stage.
    setTimeout(() => response.writeHead(204).end(), this.#random.between(0, 15));
  });

  /** `acceptsAnyAge` is for servers whose clocks are wrong on purpose. */
  constructor(random: Random, options: { readonly acceptsAnyAge?: boolean } = {}) {
    this.#random = random;
    this.#acceptsAnyAge = options.acceptsAnyAge ?? false;
  }

  async open(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/hooks`;
  }

  /** Number of deliveries, including repeated ones. */
  get deliveries(): number {
    return [...this.arrivals.values()].reduce((sum, count) => sum + count, 0);
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #take(body: string, signature: string): void {
    const signedAt = Number(/t=(\d+)/.exec(signature)?.[1] ?? 0) * 1_000;
    const receivedAt = this.#acceptsAnyAge ? new Date(signedAt) : new Date();
    if (!this.secrets.some((secret) => isSigned(body, signature, secret, receivedAt))) {
      this.forgeries += 1;
      return;
    }
    const { id } = JSON.parse(body);
    this.arrivals.set(id, (this.arrivals.get(id) ?? 0) + 1);
  }
}

function isSigned(body: string, signature: string, secret: string, receivedAt: Date): boolean {
  try {
    return verifyWebhookSignature(body, signature, secret, { receivedAt });
  } catch {
    return false;
  }
}
