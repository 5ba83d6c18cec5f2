import type { Scope } from '../store/scope.ts';
import type { Call } from '../work/call.ts';
import type { Work } from '../work/work.ts';

/** Audit events are kept for a year, and the client chooses its user agent and, behind some proxies, its address. */
const LONGEST_USER_AGENT = 256;
const LONGEST_ADDRESS = 45;

/** The object of an audited action. */
export interface AuditResource {
  readonly type: string;
  readonly id: string;
}

/** Records in the audit log that the caller performed `action` (contract §4). */
export function recordAudit(call: Call, action: string, resource: AuditResource): Promise<void> {
  return appendAuditEvent(call, call, action, resource, {
    actor: actorOf(call.key),
    ip: call.ip,
    user_agent: call.headers.get('user-agent'),
    request_id: call.requestId,
  });
}

function actorOf({ id, member_id }: Call['key']) {
  return member_id === null ? { type: 'api_key', id } : { type: 'member', id: member_id };
}

/** Records an action of the service itself, such as a deadline that passed or an endpoint that it disabled. */
export function recordSystemAudit(
  work: Work,
  scope: Scope,
  action: string,
  resource: AuditResource,
): Promise<void> {
  return appendAuditEvent(work, scope, action, resource, {
    actor: { type: 'system', id: null },
    ip: null,
    user_agent: null,
    request_id: null,
  });
}

/** Records what the person who operates the server decided about a worker. */
export function recordOperatorAudit(
  work: Work,
  workerId: string,
  by: string,
  action: string,
  resource: AuditResource,
): Promise<void> {
  const scope: Scope = { organization_id: workerId, environment: 'live' };
  return appendAuditEvent(work, scope, action, resource, {
    actor: { type: 'operator', id: by },
    ip: null,
    user_agent: null,
    request_id: null,
  });
}

interface AuditOrigin {
  readonly actor: { readonly type: string; readonly id: string | null };
  readonly ip: string | null;
  readonly user_agent: string | null;
  readonly request_id: string | null;
}

/** Records an audit event of any origin; signup and downloads have no calling key. */
export async function appendAuditEvent(
  work: Work,
  scope: Scope,
  action: string,
  resource: AuditResource,
  origin: AuditOrigin,
): Promise<void> {
  await work.tables.audit_events.insert({
    organization_id: scope.organization_id,
    environment: scope.environment,
    id: work.ports.ids.next('aud', work.now),
    action,
    resource,
    ...withinLimits(origin),
    created_at: work.now,
  });
}

function withinLimits({ actor, ip, user_agent, request_id }: AuditOrigin): AuditOrigin {
  return {
    actor,
    ip: ip?.slice(0, LONGEST_ADDRESS) ?? null,
    user_agent: user_agent?.slice(0, LONGEST_USER_AGENT) ?? null,
    request_id,
  };
}
