import type { IncomingMessage } from 'node:http';
import type { DeliveryOutcome, DeliveryRequest, RequestLog, Traces } from '@firsthandapi/engine';

/** What the server traces, besides the engine's own spans. */
export interface ServerTraces extends Traces {
  /** Runs the response to a request as a span, which continues the client's trace. */
  request(request: IncomingMessage, respond: () => Promise<void>): Promise<void>;
  /** Runs a request that this process makes to the engine itself as a span within the current one. */
  ownRequest<T>(method: string, respond: () => Promise<T>): Promise<T>;
  /** Names the span of the request that is running after a route that is not of the engine. */
  describeRoute(route: string, status: number): void;
  /** Adds what the engine has learned to the span of the request that is running. */
  describe(request: RequestLog): void;
  /** Runs work on the database as a span. */
  database<T>(operation: 'read' | 'transaction', work: () => Promise<T>): Promise<T>;
  /** Makes an attempt to deliver as a span, and passes on the `traceparent` that the receiver continues. */
  delivery(
    request: DeliveryRequest,
    send: (request: DeliveryRequest) => Promise<DeliveryOutcome>,
  ): Promise<DeliveryOutcome>;
  /** Returns `work`, which then runs in the current span wherever it is called from. */
  bind<Work extends (...args: never[]) => unknown>(work: Work): Work;
}
