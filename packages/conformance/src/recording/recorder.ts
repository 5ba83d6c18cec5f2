import { checkDelivery, type Delivery } from '../check-delivery.ts';
import { checkResponse } from '../check-response.ts';
import { operationOf } from '../document/operation-of.ts';
import type { Exchange } from '../exchange.ts';
import type { Hits } from './hits.ts';

/** What one target was seen to do: every answer and delivery is checked, and counted. */
export class Recorder {
  readonly #statuses = new Map<string, Set<number>>();
  readonly #events = new Set<string>();
  #problems: string[] = [];

  /** Carries requests like `fetch`, and holds every answer of the API against the document. */
  watch(
    fetch: typeof globalThis.fetch,
    baseUrl: string,
    onExchange: (exchange: Exchange) => void,
  ): typeof globalThis.fetch {
    return async (input, init) => {
      const request = new Request(input, init);
      const { method, url } = request;
      const response = await fetch(request);
      const path = url.startsWith(`${baseUrl}/v1/`) ? new URL(url).pathname : undefined;
      if (path === undefined) return response;
      const exchange = await exchangeOf(method, path, response.clone());
      this.#note(exchange);
      onExchange(exchange);
      return response;
    };
  }

  /** Holds a delivery against the document, and counts its event. */
  noteDelivery(delivery: Delivery, secrets: readonly string[]): void {
    this.#events.add(delivery.event.type);
    this.#problems.push(...checkDelivery(delivery, secrets));
  }

  /** Everything that did not conform since the last time, one line each. */
  takeProblems(): string[] {
    const problems = [...new Set(this.#problems)];
    this.#problems = [];
    return problems;
  }

  /** What was seen so far: statuses by operation, and event types. */
  hits(): Hits {
    const statuses = [...this.#statuses].map(([operationId, seen]) => [
      operationId,
      [...seen].sort((one, other) => one - other),
    ]);
    return { statuses: Object.fromEntries(statuses), events: [...this.#events].sort() };
  }

  #note(exchange: Exchange): void {
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
