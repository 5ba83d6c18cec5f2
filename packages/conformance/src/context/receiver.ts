import type { DeliveredEvent, Delivery } from '../checks/check-delivery.ts';

/** A customer's webhook handler. Keeps every delivery and responds with a configurable status. */
export class Receiver {
  readonly deliveries: Delivery[] = [];
  /** Secrets of the endpoints registered here; without one, no signature verifies. */
  readonly secrets: string[] = [];
  /** URL to register as a webhook endpoint. */
  url = '';
  /** Status of the responses. */
  status = 200;
  readonly #onDelivery: (delivery: Delivery, secrets: readonly string[]) => void;

  constructor(onDelivery: (delivery: Delivery, secrets: readonly string[]) => void) {
    this.#onDelivery = onDelivery;
  }

  /** Handles a delivery that arrives at `receivedAt`, in milliseconds since the Unix epoch. */
  async handle(request: Request, receivedAt: number): Promise<Response> {
    const body = await request.text();
    const event = JSON.parse(body) as DeliveredEvent;
    const delivery = { event, headers: request.headers, body, receivedAt };
    this.deliveries.push(delivery);
    this.#onDelivery(delivery, this.secrets);
    return new Response(null, { status: this.status });
  }

  /** The types of the delivered events, in order of arrival. */
  get types(): string[] {
    return this.deliveries.map(({ event }) => event.type);
  }
}
