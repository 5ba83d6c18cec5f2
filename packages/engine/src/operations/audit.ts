import type { ListAuditEventsQuery } from '@firsthandapi/spec';
import { presentAuditEvent } from '../audit/present-audit-event.ts';
import type { Operation } from '../call.ts';
import { dateWindow } from '../date-window.ts';
import { listPage } from '../pagination.ts';
import { scopeOf } from '../scope.ts';

export const listAuditEvents: Operation<unknown, ListAuditEventsQuery> = (call) => {
  const { action } = call.query;
  const { from, to } = dateWindow(call.query, call.now);
  const query = {
    where: { ...scopeOf(call), ...(action && { action }) },
    atLeast: { created_at: from },
    below: { created_at: to },
  };
  return listPage(call, call.tables.audit_events, query, presentAuditEvent);
};
