import {
  type Context,
  context,
  diag,
  propagation,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  type TextMapPropagator,
  type TracerProvider,
  trace,
} from '@opentelemetry/api';
import { isValidHeader } from '../http/is-valid-header.ts';
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
 * Headers and bodies are not recorded. Without a registered SDK, nothing is recorded or sent. What fails in
 * a tracer, a span, a propagator or a context manager goes to OpenTelemetry's `diag`, never to the call.
 *
 * @example
 * const client = new FirstHandClient({ middleware: [openTelemetry()] });
 */
export function openTelemetry(options: OpenTelemetryOptions = {}): Middleware {
  const { tracerProvider = trace, propagator = propagation } = options;
  return async (request, next) => {
    const span = withoutFailing(() => startSpan(tracerProvider, request));
    if (!span) return next(request);
    const scope = withoutFailing(() => trace.setSpan(context.active(), span)) ?? ROOT_CONTEXT;
    withoutFailing(() => propagator.inject(scope, request.headers, setterBeside(request.headers)));
    try {
      const response = await sendIn(scope, () => next(request));
      withoutFailing(() => describeResponse(span, response));
      return response;
    } catch (error) {
      withoutFailing(() => describeFailure(span, error));
      throw error;
    } finally {
      withoutFailing(() => span.end());
    }
  };
}

function startSpan(tracerProvider: TracerProvider, request: MiddlewareRequest): Span {
  return tracerProvider.getTracer('@firsthandapi/sdk', VERSION).startSpan(request.operationId, {
    kind: SpanKind.CLIENT,
    attributes: requestAttributes(request),
  });
}

/** Sends once, in the scope unless the context manager fails. */
function sendIn(scope: Context, send: () => Promise<MiddlewareResponse>) {
  let sent: Promise<MiddlewareResponse> | undefined;
  withoutFailing(() =>
    context.with(scope, () => {
      sent = send();
    }),
  );
  return sent ?? send();
}

/** Tracing belongs to the application, and its failure is no reason to fail a call or to repeat one. */
function withoutFailing<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    report('@firsthandapi/sdk: tracing failed, the call goes on', error);
    return undefined;
  }
}

function report(...details: [message: string, ...unknown[]]): void {
  try {
    diag.warn(...details);
  } catch {
    // The application's own logger, which failed too.
  }
}

/** What the client or the connection sets, although not in every request. */
const OURS =
  /^(?:authorization|cookie|host|connection|transfer-encoding|content-\w+|idempotency-key|prefer|range)$/;

/** Returns what sets headers that the request does not have yet: a propagator may be configured with any name. */
function setterBeside(given: Readonly<Record<string, string>>) {
  const taken = new Set(Object.keys(given));
  return {
    set(headers: Record<string, string>, name: string, value: string): void {
      const key = name.toLowerCase();
      if (taken.has(key) || OURS.test(key)) {
        report(
          `@firsthandapi/sdk: the propagator's header ${key} is not sent, the request has its own`,
        );
      } else if (isValidHeader(name, value)) {
        // Baggage may come from anyone, and `fetch` reports an invalid header as if the network had failed.
        headers[key] = value;
      }
    },
  };
}

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
