import { operations } from '@firsthandapi/spec';
import { untilDeadline } from '../http/deadline.ts';
import type { Immediate } from '../store/store.ts';
import type { DispatchContext } from './dispatch-context.ts';
import type { RequestLog } from './request-log.ts';
import type { Trace } from './trace.ts';

/** The client of a request whose address is unknown. */
export const UNKNOWN_CLIENT = 'unknown';
const LONGEST_UNKNOWN_PATH = 100;

/** Stores the usage record of an authenticated request, and passes every request to the host's log. */
export function recordRequest(
  context: DispatchContext,
  trace: Trace,
  status: number,
): Immediate<void> {
  const duration_ms = context.ports.clock.now() - trace.startedAt;
  const recording = recordUsage(context, trace, status, duration_ms);
  if (recording === undefined) return logTraced(context, trace, status, duration_ms);
  return recording.then(() => logTraced(context, trace, status, duration_ms));
}

function logTraced(
  context: DispatchContext,
  trace: Trace,
  status: number,
  duration_ms: number,
): void {
  const { route, caller } = trace;
  logRequest(context, trace, {
    status,
    duration_ms,
    operation: route?.operationId ?? null,
    template: route && operations[route.operationId].path,
    organization_id: caller?.organization.id ?? null,
    environment: caller?.key.environment ?? null,
  });
}

/** Returns a promise, which never rejects, if the store has to be waited for. */
function recordUsage(
  { ports }: DispatchContext,
  trace: Trace,
  status: number,
  duration_ms: number,
): Promise<void> | undefined {
  const { caller, route } = trace;
  if (caller === undefined || route === undefined) return undefined;
  // The request is committed: its response must not be lost because of its usage record.
  const note = (error: unknown) => {
    trace.error ??= error;
  };
  try {
    const recorded = ports.store.recordUsage({
      id: trace.requestId,
      organization_id: caller.organization.id,
      environment: caller.key.environment,
      operation: route.operationId,
      api_key_id: caller.key.id,
      status,
      duration_ms,
      credits_cents: trace.creditsCents,
      client: trace.client ?? UNKNOWN_CLIENT,
      created_at: trace.startedAt,
    });
    return recorded instanceof Promise
      ? untilDeadline(trace.request, recorded).catch(note)
      : undefined;
  } catch (error) {
    note(error);
    return undefined;
  }
}

/** What is logged of a request besides its trace. */
interface LoggedRequest
  extends Pick<
    RequestLog,
    'status' | 'duration_ms' | 'operation' | 'organization_id' | 'environment'
  > {
  /** The path of the route, with its parameters as names; undefined when no route matches. */
  readonly template: string | undefined;
}

/**
 * Passes a request to the host's log. What a client may write freely is not logged, but for the beginning of an unknown
 * path.
 */
export function logRequest(
  { onRequest }: DispatchContext,
  trace: Omit<Trace, 'route' | 'caller'>,
  { status, duration_ms, operation, organization_id, environment, template }: LoggedRequest,
): void {
  onRequest?.({
    request_id: trace.responseId,
    operation,
    method: trace.request.method,
    path: template ?? trace.target.path.slice(0, LONGEST_UNKNOWN_PATH),
    status,
    duration_ms,
    organization_id,
    environment,
    client: trace.client,
    rate_limit_limit: trace.rate?.limit ?? null,
    rate_limit_remaining: trace.rate?.remaining ?? null,
    idempotent_replayed: trace.replayed,
    quota: trace.quota ?? null,
    error: trace.error,
  });
}
