import type { DeliveryOutcome, DeliveryRequest, RequestLog } from '@firsthandapi/engine';
import { type Span, SpanKind, type SpanOptions, SpanStatusCode } from '@opentelemetry/api';

/** Says on a span how the API responded. */
export function describeRequest(span: Span, request: RequestLog): void {
  const { operation, status, request_id, organization_id, environment } = request;
  if (operation !== null) {
    span.updateName(operation);
    span.setAttribute('firsthandapi.operation', operation);
  }
  span.setAttribute('http.response.status_code', status);
  span.setAttribute('firsthandapi.request_id', request_id);
  if (organization_id !== null) span.setAttribute('firsthandapi.organization_id', organization_id);
  if (environment !== null) span.setAttribute('firsthandapi.environment', environment);
  if (status >= 500) fail(span, String(status));
}

/** Returns what the span of a delivery says about it. */
export function deliveryOptions(request: DeliveryRequest): SpanOptions {
  const { attempt, url } = request;
  const attributes = {
    'http.request.method': 'POST',
    'server.address': new URL(url).hostname,
    ...(attempt > 1 ? { 'http.request.resend_count': attempt - 1 } : {}),
    'firsthandapi.event_id': request.event_id,
    'firsthandapi.event_type': request.event_type,
    'firsthandapi.endpoint_id': request.endpoint_id,
    'firsthandapi.organization_id': request.organization_id,
  };
  return { kind: SpanKind.CLIENT, attributes };
}

/** Says on a span how a receiver responded. */
export function describeOutcome(span: Span, outcome: DeliveryOutcome): void {
  if (outcome.status_code === null) {
    fail(span, outcome.reason);
    return;
  }
  span.setAttribute('http.response.status_code', outcome.status_code);
  if (outcome.status_code >= 300) fail(span, String(outcome.status_code));
}

/** Marks a span as failed. */
export function fail(span: Span, type: string): void {
  span.setAttribute('error.type', type);
  span.setStatus({ code: SpanStatusCode.ERROR });
}
