import type { DeliveredEvent, Delivery } from './check-delivery.ts';

/** A customer's webhook handler: keeps what arrives, and answers as it is told. */
export class Receiver {
  readonly deliveries: Delivery[] = [];
  /** Secrets that may have signed; without one nothing verifies. */
  readonly secrets: string[] = [];
  /** Where deliveries arrive. */
  url = '';
  /** What it answers. */
  status = 200;
  readonly #note: (delivery: Delivery, secrets: readonly string[]) => void;

  constructor(note: (delivery: Delivery, secrets: readonly string[]) => void) {
    this.#note = note;
  }

  /** Takes a delivery that arrives at `receivedAt`, in milliseconds since the Unix epoch. */
  async answer(request: Request, receivedAt: number): Promise<Response> {
    const body = await request.text();
    const event = JSON.parse(body) as DeliveredEvent;
    const delivery = { event, headers: request.headers, body, receivedAt };
    this.deliveries.push(delivery);
    this.#note(delivery, this.secrets);
    return new Response(null, { status: this.status });
  }

  /** The events that arrived, by type, in order. */
  get types(): string[] {
    return this.deliveries.map(({ event }) => event.type);
  }
}
