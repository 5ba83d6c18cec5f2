import type { Tables } from '../store/store.ts';
import type { Call } from '../work/call.ts';
import type { Admitted } from './admit.ts';
import type { DispatchContext } from './dispatch-context.ts';

/** Builds the call that an operation receives in one transaction or read. */
export function createCall(
  { ports, settings }: DispatchContext,
  { trace, route, caller: { key, organization }, query }: Admitted,
  tables: Tables,
  body: unknown,
): Call {
  return {
    ports,
    settings,
    tables,
    now: trace.startedAt,
    operationId: route.operationId,
    requestId: trace.requestId,
    organization,
    key,
    organization_id: organization.id,
    environment: key.environment,
    parameters: route.parameters,
    query,
    body,
    ip: trace.request.ip ?? null,
    headers: trace.request.headers,
    deadline: trace.request.deadline,
  };
}
