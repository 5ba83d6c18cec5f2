import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface StripeRequest {
  /** Method and path, without the query. */
  readonly path: string;
  readonly body: URLSearchParams;
  readonly idempotencyKey: string | undefined;
}

/**
 * What a request gets instead of its response: an error from Stripe, silence, or a connection that is reset after the
 * request was carried out.
 */
export type Mishap =
  | { readonly status: number; readonly error: { readonly type: string; readonly message: string } }
  | 'silence'
  | 'done, then reset';

export interface FakePayment {
  readonly id: string;
  readonly object: 'payment_intent';
  status: string;
  readonly metadata: Readonly<Record<string, string>>;
}

/** The part of Stripe's API that the adapter uses. Replays its response to an idempotency key, as Stripe does. */
export class FakeStripe {
  readonly requests: StripeRequest[] = [];
  readonly payments: FakePayment[] = [];
  /** The status that new payments get. */
  paymentStatus = 'succeeded';
  readonly #http = createServer((incoming, response) => void this.#receive(incoming, response));
  readonly #mishaps = new Map<string, Mishap[]>();
  readonly #waiting: { readonly path: string; readonly resolve: () => void }[] = [];
  readonly #answered = new Map<string, unknown>();

  static async start(): Promise<FakeStripe> {
    const stripe = new FakeStripe();
    await new Promise<void>((resolve) => stripe.#http.listen(0, '127.0.0.1', resolve));
    return stripe;
  }

  /** The address it listens on, as the adapter's option. */
  get api() {
    const { port } = this.#http.address() as AddressInfo;
    return { host: '127.0.0.1', port, protocol: 'http' as const };
  }

  /** The next requests to this path get these instead of a response. */
  meet(path: string, ...mishaps: readonly Mishap[]): void {
    this.#mishaps.set(path, [...mishaps]);
  }

  /** Resolves once a request to this path has arrived. */
  async whenAsked(path: string): Promise<void> {
    if (this.requests.some((request) => request.path === path)) return;
    await new Promise<void>((resolve) => this.#waiting.push({ path, resolve }));
  }

  async close(): Promise<void> {
    this.#http.closeAllConnections();
    await new Promise((resolve) => this.#http.close(resolve));
  }

  async #receive(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const request = await readRequest(incoming);
    this.requests.push(request);
    for (const { path, resolve } of this.#waiting) if (path === request.path) resolve();
    const mishap = this.#mishaps.get(request.path)?.shift();
    if (mishap === 'silence') return;
    if (typeof mishap === 'object') {
      send(response, mishap.status, { error: mishap.error });
      return;
    }
    const answer = this.#answerOnce(request);
    if (mishap === 'done, then reset') response.destroy();
    else if (answer === undefined) send(response, 404, { error: UNKNOWN });
    else send(response, 200, answer);
  }

  #answerOnce(request: StripeRequest): unknown {
    const key = request.idempotencyKey;
    if (key === undefined) return this.#answer(request);
    if (!this.#answered.has(key)) this.#answered.set(key, this.#answer(request));
    return this.#answered.get(key);
  }

  #answer({ path, body }: StripeRequest): unknown {
    switch (path) {
      case 'GET /v1/customers/search':
        return { object: 'search_result', data: [], has_more: false };
      case 'POST /v1/customers':
        return { id: 'cus_1', object: 'customer' };
      case 'POST /v1/checkout/sessions':
        return {
          id: 'cs_test_1',
          object: 'checkout.session',
          url: 'https://checkout.stripe.com/c/pay/cs_test_1',
        };
      case 'GET /v1/payment_methods':
        return { object: 'list', data: [{ id: 'pm_1' }], has_more: false };
      case 'GET /v1/payment_intents':
        return { object: 'list', data: this.payments, has_more: false };
      case 'POST /v1/payment_intents':
        return this.#pay(body);
      default:
        return this.#findPayment(path.slice('GET /v1/payment_intents/'.length));
    }
  }

  #findPayment(id: string): FakePayment | undefined {
    return this.payments.find((payment) => payment.id === id);
  }

  #pay(body: URLSearchParams): FakePayment {
    const payment: FakePayment = {
      id: `pi_${this.payments.length + 1}`,
      object: 'payment_intent',
      status: this.paymentStatus,
      metadata: metadataOf(body),
    };
    this.payments.push(payment);
    return payment;
  }
}

const UNKNOWN = { type: 'invalid_request_error', code: 'resource_missing', message: 'unknown' };

function metadataOf(body: URLSearchParams): Record<string, string> {
  const entries = [...body].flatMap(([name, value]) => {
    const key = /^metadata\[(\w+)\]$/.exec(name)?.[1];
    return key === undefined ? [] : [[key, value] as const];
  });
  return Object.fromEntries(entries);
}

async function readRequest(incoming: IncomingMessage): Promise<StripeRequest> {
  let body = '';
  for await (const piece of incoming) body += piece;
  return {
    path: `${incoming.method} ${(incoming.url ?? '').split('?')[0]}`,
    body: new URLSearchParams(body),
    idempotencyKey: incoming.headers['idempotency-key'] as string | undefined,
  };
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'Content-Type': 'application/json' });
  response.end(JSON.stringify(body));
}
