import type { GetUsageSummaryQuery, ListUsageQuery, UsageSummary } from '@firsthandapi/spec';
import { dateWindow } from '../lists/date-window.ts';
import { listPage } from '../lists/pagination.ts';
import { scopeOf } from '../store/scope.ts';
import { timestamp } from '../time/timestamp.ts';
import { presentUsageRecord } from '../usage/present-usage-record.ts';
import { presentUsageTotals } from '../usage/usage-summary.ts';
import type { Operation } from './operation.ts';

export const listUsage: Operation<unknown, ListUsageQuery> = (call) => {
  const { from, to } = dateWindow(call.query, call.now);
  const query = {
    where: scopeOf(call),
    atLeast: { created_at: from },
    below: { created_at: to },
  };
  return listPage(call, call.tables.usage_records, query, presentUsageRecord);
};

export const getUsageSummary: Operation<unknown, GetUsageSummaryQuery> = async (call) => {
  const { from, to } = dateWindow(call.query, call.now);
  const totals = await call.tables.summaries.usage({ scope: scopeOf(call), from, to });
  const body: UsageSummary = {
    object: 'usage_summary',
    start_date: timestamp(from),
    end_date: timestamp(to),
    ...presentUsageTotals(totals),
  };
  return { status: 200, body };
};
