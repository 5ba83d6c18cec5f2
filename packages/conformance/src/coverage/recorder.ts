import { checkDelivery, type Delivery } from '../checks/check-delivery.ts';
import { checkResponse } from '../checks/check-response.ts';
import type { Exchange } from '../checks/exchange.ts';
import { operationOf } from '../document/operation-of.ts';
import type { Coverage } from './coverage.ts';

/** What the documents describe: everything but the bytes of uploads, which have a protocol of their own. */
const DOCUMENTED = /^(?:\/worker)?\/v1\/(?!uploads\/[^/]+\/content$)/;

/** Checks every response and delivery of one target, and records its coverage. */
export class Recorder {
  readonly #statuses = new Map<string, Set<number>>();
  readonly #events = new Set<string>();
  #problems: string[] = [];

  /** Wraps `fetch` so that every response of the API is checked against the document. */
  wrapFetch(
    fetch: typeof globalThis.fetch,
    baseUrl: string,
    onExchange: (exchange: Exchange) => void,
  ): typeof globalThis.fetch {
    return async (input, init) => {
      const request = new Request(input, init);
      const { method, url } = request;
      const response = await fetch(request);
      const path = url.startsWith(`${baseUrl}/`) ? new URL(url).pathname : '';
      if (!DOCUMENTED.test(path)) return response;
      const exchange = await exchangeOf(method, path, response.clone());
      this.#record(exchange);
      onExchange(exchange);
      return response;
    };
  }

  /** Checks a delivery against the document and records its event type. */
  recordDelivery(delivery: Delivery, secrets: readonly string[]): void {
    this.#events.add(delivery.event.type);
    this.#problems.push(...checkDelivery(delivery, secrets));
  }

  /** Returns the violations found since the previous call, one line each. */
  drainProblems(): string[] {
    const problems = [...new Set(this.#problems)];
    this.#problems = [];
    return problems;
  }

  /** Returns the statuses and events recorded so far. */
  coverage(): Coverage {
    const statuses = [...this.#statuses].map(([operationId, seen]) => [
      operationId,
      [...seen].sort((one, other) => one - other),
    ]);
    return { statuses: Object.fromEntries(statuses), events: [...this.#events].sort() };
  }

  #record(exchange: Exchange): void {
    this.#problems.push(...checkResponse(exchange));
    if (exchange.operationId === undefined) return;
    const seen = this.#statuses.get(exchange.operationId) ?? new Set();
    this.#statuses.set(exchange.operationId, seen.add(exchange.status));
  }
}

async function exchangeOf(method: string, path: string, response: Response): Promise<Exchange> {
  const { status, headers } = response;
  const text = await response.text();
  return { operationId: operationOf(method, path), method, path, status, headers, text };
}
