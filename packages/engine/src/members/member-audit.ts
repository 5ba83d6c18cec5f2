import { type AuditResource, appendAuditEvent } from '../audit/record-audit.ts';
import type { EngineRequest } from '../http/messages.ts';
import type { MemberRecord } from '../store/records.ts';
import type { MemberCall } from '../work/member-call.ts';
import type { Work } from '../work/work.ts';

/** Records that a member who is signed in performed `action`. */
export function auditMember(
  call: MemberCall,
  action: string,
  resource: AuditResource,
): Promise<void> {
  return auditAs(call, call.member, action, resource, {
    ip: call.ip,
    userAgent: call.headers.get('user-agent'),
    requestId: call.requestId,
  });
}

/** Where an action came from. */
interface ActionOrigin {
  readonly ip: string | null;
  readonly userAgent: string | null;
  readonly requestId: string;
}

/** Returns where a request came from. */
export function originOf(request: EngineRequest, requestId: string): ActionOrigin {
  return { ip: request.ip ?? null, userAgent: request.headers.get('user-agent'), requestId };
}

/** Records what someone did who signs in with this request. */
export function auditAs(
  work: Work,
  { id, organization_id }: MemberRecord,
  action: string,
  resource: AuditResource,
  { ip, userAgent, requestId }: ActionOrigin,
): Promise<void> {
  return appendAuditEvent(work, { organization_id, environment: 'live' }, action, resource, {
    actor: { type: 'member', id },
    ip,
    user_agent: userAgent,
    request_id: requestId,
  });
}
