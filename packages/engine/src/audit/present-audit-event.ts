import type { AuditEvent } from '@firsthandapi/spec';
import type { AuditEventRecord } from '../store/records.ts';
import { timestamp } from '../time/timestamp.ts';

export function presentAuditEvent(event: AuditEventRecord): AuditEvent {
  return {
    object: 'audit_event',
    id: event.id,
    action: event.action,
    actor: event.actor as AuditEvent['actor'],
    resource: event.resource,
    ip: event.ip,
    user_agent: event.user_agent,
    request_id: event.request_id,
    created_at: timestamp(event.created_at),
  };
}
