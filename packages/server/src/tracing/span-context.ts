import { type Context, context, isSpanContextValid, ROOT_CONTEXT, trace } from '@opentelemetry/api';
import { formatTraceparent, parseTraceparent } from './traceparent.ts';
import { withoutFailing } from './without-failing.ts';

/** Returns the header that names the span under way, or undefined. */
export function activeTraceparent(): string | undefined {
  return withoutFailing(() => {
    const span = trace.getActiveSpan()?.spanContext();
    return span !== undefined && isSpanContextValid(span) ? formatTraceparent(span) : undefined;
  });
}

/** Returns the context under way. */
export function activeContext(): Context {
  return withoutFailing(() => context.active()) ?? ROOT_CONTEXT;
}

/** Returns the context that a header names: of a span elsewhere, or none. */
export function contextOf(traceparent: string | null): Context {
  const span = traceparent === null ? undefined : parseTraceparent(traceparent);
  return span === undefined ? ROOT_CONTEXT : trace.setSpanContext(ROOT_CONTEXT, span);
}
