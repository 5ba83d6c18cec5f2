import { type AuditResource, appendAuditEvent } from '../audit/record-audit.ts';
import type { Scope } from '../store/scope.ts';
import type { WorkerCall } from '../work/worker-call.ts';

/** Records in the worker's own audit log that they performed `action`. */
export function auditOwn(call: WorkerCall, action: string, resource: AuditResource): Promise<void> {
  return appendAuditEvent(call, call, action, resource, {
    actor: { type: 'worker', id: call.worker.id },
    ip: call.ip,
    user_agent: call.headers.get('user-agent'),
    request_id: call.requestId,
  });
}

/** Records in a buyer's audit log what a worker did with a job. It does not say from where: that is the worker's own affair. */
export function auditForBuyer(
  call: WorkerCall,
  scope: Scope,
  action: string,
  resource: AuditResource,
): Promise<void> {
  return appendAuditEvent(call, scope, action, resource, {
    actor: { type: 'worker', id: call.worker.id },
    ip: null,
    user_agent: null,
    request_id: call.requestId,
  });
}
