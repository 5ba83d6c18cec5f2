import {
  context,
  propagation,
  type Span,
  SpanKind,
  SpanStatusCode,
  type TextMapPropagator,
  type TracerProvider,
  trace,
} from '@opentelemetry/api';
import type { Middleware, MiddlewareRequest, MiddlewareResponse } from '../index.ts';
import { VERSION } from '../settings/version.ts';

/** The options of {@link openTelemetry}. */
export interface OpenTelemetryOptions {
  /** Creates the spans. @default the provider that is registered globally when a request is sent */
  readonly tracerProvider?: TracerProvider | undefined;
  /** Writes the headers by which the service continues the trace. @default the one registered globally */
  readonly propagator?: TextMapPropagator | undefined;
}

/**
 * Returns a middleware that records a client span for every attempt of a call, named for its
 * operation, and sends `traceparent`, so that the service's spans and its webhooks continue the trace.
 *
 * A span has the attributes of OpenTelemetry's conventions for HTTP, and `firsthandapi.request_id`.
 * Headers and bodies are not recorded. Without a registered SDK, nothing is recorded or sent.
 *
 * @example
 * const client = new FirstHandClient({ middleware: [openTelemetry()] });
 */
export function openTelemetry(options: OpenTelemetryOptions = {}): Middleware {
  const { tracerProvider = trace, propagator = propagation } = options;
  return async (request, next) => {
    const tracer = tracerProvider.getTracer('@firsthandapi/sdk', VERSION);
    const span = tracer.startSpan(request.operationId, {
      kind: SpanKind.CLIENT,
      attributes: requestAttributes(request),
    });
    const scope = trace.setSpan(context.active(), span);
    propagator.inject(scope, request.headers, setHeader);
    try {
      const response = await context.with(scope, () => next(request));
      describeResponse(span, response);
      return response;
    } catch (error) {
      describeFailure(span, error);
      throw error;
    } finally {
      span.end();
    }
  };
}

const setHeader = {
  set(headers: Record<string, string>, name: string, value: string): void {
    headers[name.toLowerCase()] = value;
  },
};

function requestAttributes({ url, method, operationId, attempt }: MiddlewareRequest) {
  const { hostname, port, protocol } = new URL(url);
  return {
    'http.request.method': method,
    'url.full': url,
    'server.address': hostname,
    'server.port': Number(port) || (protocol === 'http:' ? 80 : 443),
    'firsthandapi.operation': operationId,
    ...(attempt > 1 ? { 'http.request.resend_count': attempt - 1 } : {}),
  };
}

function describeResponse(span: Span, { status, ok, headers }: MiddlewareResponse): void {
  span.setAttribute('http.response.status_code', status);
  const requestId = headers.get('x-request-id');
  if (requestId !== null) span.setAttribute('firsthandapi.request_id', requestId);
  if (ok) return;
  span.setAttribute('error.type', String(status));
  span.setStatus({ code: SpanStatusCode.ERROR });
}

function describeFailure(span: Span, error: unknown): void {
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  span.setAttribute('error.type', name);
  span.setStatus({ code: SpanStatusCode.ERROR, message });
}
