import type { ListAuditEventsQuery } from '@firsthandapi/spec';
import { presentAuditEvent } from '../audit/present-audit-event.ts';
import { dateWindow } from '../lists/date-window.ts';
import { listPage } from '../lists/pagination.ts';
import { scopeOf } from '../store/scope.ts';
import type { Operation } from './operation.ts';

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
