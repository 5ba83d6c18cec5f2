import type { IncomingMessage } from 'node:http';
import type { DeliveryOutcome, DeliveryRequest, RequestLog } from '@firsthandapi/engine';
import {
  type Context,
  context,
  isSpanContextValid,
  propagation,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  type SpanOptions,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api';
import type { ServerTraces } from './server-traces.ts';
import { formatTraceparent, parseTraceparent } from './traceparent.ts';

/**
 * Spans through OpenTelemetry's API, for whichever SDK the process has registered. They have ids, routes and statuses,
 * and neither headers nor bodies, nor paths, whose download links are secret.
 */
export class OpenTelemetryTraces implements ServerTraces {
  readonly #tracer = trace.getTracer('@firsthandapi/server');
  readonly #databaseAttributes: Readonly<Record<string, string>>;

  constructor(database: 'sqlite' | 'postgresql') {
    this.#databaseAttributes = { 'db.system.name': database };
  }

  current(): string | undefined {
    const span = trace.getActiveSpan()?.spanContext();
    return span !== undefined && isSpanContextValid(span) ? formatTraceparent(span) : undefined;
  }

  continue<T>(name: string, parent: string | null, work: () => Promise<T>): Promise<T> {
    return this.#run(name, { kind: SpanKind.CONSUMER }, contextOf(parent), work);
  }

  request({ method = 'GET', headers }: IncomingMessage, respond: () => Promise<void>) {
    const options = { kind: SpanKind.SERVER, attributes: { 'http.request.method': method } };
    const parent = propagation.extract(ROOT_CONTEXT, headers);
    return this.#run(method, options, parent, respond);
  }

  describe(request: RequestLog): void {
    const span = trace.getActiveSpan();
    if (span === undefined) return;
    const { operation, status, request_id, organization_id, environment } = request;
    if (operation !== null) {
      span.updateName(operation);
      span.setAttribute('firsthandapi.operation', operation);
    }
    span.setAttribute('http.response.status_code', status);
    span.setAttribute('firsthandapi.request_id', request_id);
    if (organization_id !== null)
      span.setAttribute('firsthandapi.organization_id', organization_id);
    if (environment !== null) span.setAttribute('firsthandapi.environment', environment);
    if (status >= 500) fail(span, String(status));
  }

  database<T>(operation: 'read' | 'transaction', work: () => Promise<T>): Promise<T> {
    const options = { kind: SpanKind.CLIENT, attributes: this.#databaseAttributes };
    return this.#run(operation, options, context.active(), work);
  }

  delivery(
    request: DeliveryRequest,
    send: (request: DeliveryRequest) => Promise<DeliveryOutcome>,
  ): Promise<DeliveryOutcome> {
    const { headers, attempt, url } = request;
    const attributes = {
      'http.request.method': 'POST',
      'server.address': new URL(url).hostname,
      ...(attempt > 1 ? { 'http.request.resend_count': attempt - 1 } : {}),
      'firsthandapi.event_id': request.event_id,
      'firsthandapi.event_type': request.event_type,
      'firsthandapi.endpoint_id': request.endpoint_id,
      'firsthandapi.organization_id': request.organization_id,
    };
    const options = { kind: SpanKind.CLIENT, attributes };
    const parent = contextOf(headers.traceparent ?? null);
    return this.#run('deliver webhook', options, parent, async (span) => {
      const traceparent = this.current();
      const traced = traceparent === undefined ? headers : { ...headers, traceparent };
      const outcome = await send({ ...request, headers: traced });
      describeOutcome(span, outcome);
      return outcome;
    });
  }

  bind<Work extends (...args: never[]) => unknown>(work: Work): Work {
    return context.bind(context.active(), work);
  }

  #run<T>(
    name: string,
    options: SpanOptions,
    parent: Context,
    work: (span: Span) => Promise<T>,
  ): Promise<T> {
    return this.#tracer.startActiveSpan(name, options, parent, async (span) => {
      try {
        return await work(span);
      } catch (error) {
        // Not its message, which may quote what people wrote.
        fail(span, error instanceof Error ? error.name : 'Error');
        throw error;
      } finally {
        span.end();
      }
    });
  }
}

function contextOf(traceparent: string | null): Context {
  const span = traceparent === null ? undefined : parseTraceparent(traceparent);
  return span === undefined ? ROOT_CONTEXT : trace.setSpanContext(ROOT_CONTEXT, span);
}

function describeOutcome(span: Span, outcome: DeliveryOutcome): void {
  if (outcome.status_code === null) {
    fail(span, outcome.reason);
    return;
  }
  span.setAttribute('http.response.status_code', outcome.status_code);
  if (outcome.status_code >= 300) fail(span, String(outcome.status_code));
}

function fail(span: Span, type: string): void {
  span.setAttribute('error.type', type);
  span.setStatus({ code: SpanStatusCode.ERROR });
}
