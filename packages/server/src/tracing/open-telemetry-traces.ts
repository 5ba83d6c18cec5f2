import type { IncomingMessage } from 'node:http';
import type { DeliveryOutcome, DeliveryRequest, RequestLog } from '@firsthandapi/engine';
import {
  type Context,
  propagation,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  type SpanOptions,
  trace,
} from '@opentelemetry/api';
import { deliveryOptions, describeOutcome, describeRequest, fail } from './describe-span.ts';
import type { ServerTraces } from './server-traces.ts';
import { activeContext, activeTraceparent, contextOf } from './span-context.ts';
import { runWithin, withoutFailing } from './without-failing.ts';

/**
 * Spans through OpenTelemetry's API, for whichever SDK the process has registered. They have ids, routes and statuses,
 * and neither headers nor bodies, nor paths, whose download links are secret. What an SDK throws goes to OpenTelemetry's
 * `diag`: requests, transactions, tasks and deliveries go on without their span.
 */
export class OpenTelemetryTraces implements ServerTraces {
  readonly #tracer = trace.getTracer('@firsthandapi/server');
  readonly #databaseAttributes: Readonly<Record<string, string>>;

  constructor(database: 'sqlite' | 'postgresql') {
    this.#databaseAttributes = { 'db.system.name': database };
  }

  current(): string | undefined {
    return activeTraceparent();
  }

  continue<T>(name: string, parent: string | null, work: () => Promise<T>): Promise<T> {
    return this.#run(name, { kind: SpanKind.CONSUMER }, contextOf(parent), work);
  }

  request({ method = 'GET', headers }: IncomingMessage, respond: () => Promise<void>) {
    const options = { kind: SpanKind.SERVER, attributes: { 'http.request.method': method } };
    const parent = withoutFailing(() => propagation.extract(ROOT_CONTEXT, headers)) ?? ROOT_CONTEXT;
    return this.#run(method, options, parent, respond);
  }

  ownRequest<T>(method: string, respond: () => Promise<T>): Promise<T> {
    const options = { kind: SpanKind.INTERNAL, attributes: { 'http.request.method': method } };
    return this.#run(method, options, activeContext(), respond);
  }

  describeRoute(route: string, status: number): void {
    withoutFailing(() => {
      const span = trace.getActiveSpan();
      if (span === undefined) return;
      span.updateName(route);
      span.setAttribute('http.response.status_code', status);
      if (status >= 500) fail(span, String(status));
    });
  }

  describe(request: RequestLog): void {
    withoutFailing(() => {
      const span = trace.getActiveSpan();
      if (span !== undefined) describeRequest(span, request);
    });
  }

  database<T>(operation: 'read' | 'transaction', work: () => Promise<T>): Promise<T> {
    const options = { kind: SpanKind.CLIENT, attributes: this.#databaseAttributes };
    return this.#run(operation, options, activeContext(), work);
  }

  delivery(
    request: DeliveryRequest,
    send: (request: DeliveryRequest) => Promise<DeliveryOutcome>,
  ): Promise<DeliveryOutcome> {
    const { headers } = request;
    const options = deliveryOptions(request);
    const parent = contextOf(headers.traceparent ?? null);
    return this.#run('deliver webhook', options, parent, async (span) => {
      const traceparent = this.current();
      const traced = traceparent === undefined ? headers : { ...headers, traceparent };
      const outcome = await send({ ...request, headers: traced });
      if (span !== undefined) withoutFailing(() => describeOutcome(span, outcome));
      return outcome;
    });
  }

  bind<Work extends (...args: never[]) => unknown>(work: Work): Work {
    const scope = activeContext();
    const bound = (...args: Parameters<Work>) => runWithin(scope, () => work(...args));
    return bound as Work;
  }

  async #run<T>(
    name: string,
    options: SpanOptions,
    parent: Context,
    work: (span: Span | undefined) => Promise<T>,
  ): Promise<T> {
    const span = withoutFailing(() => this.#tracer.startSpan(name, options, parent));
    if (span === undefined) return work(undefined);
    try {
      const scope = withoutFailing(() => trace.setSpan(parent, span)) ?? parent;
      return await runWithin(scope, () => work(span));
    } catch (error) {
      // Not its message, which may quote what people wrote.
      withoutFailing(() => fail(span, error instanceof Error ? error.name : 'Error'));
      throw error;
    } finally {
      withoutFailing(() => span.end());
    }
  }
}
